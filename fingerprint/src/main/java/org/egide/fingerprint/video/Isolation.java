package org.egide.fingerprint.video;

/** How the process that decodes films is shut in. */
public enum Isolation {
    /**
     * By the kernel, in namespaces of its own: it sees its program, its libraries and the film, all read-only, and
     * reaches no network and no other process. Where the kernel does not allow this to an ordinary user, films are
     * refused. The default.
     */
    NAMESPACES,
    /**
     * By limits alone, for machines that allow no namespaces: time, memory, no byte written to any file, no new rights.
     * Missing are the kernel's word that it reads no other file, changes none by name, and reaches no network: there only ffmpeg's own
     * lists of allowed formats and protocols stand in the way, which a flaw in a decoder passes. For machines that
     * hold nothing else.
     */
    LIMITS_ONLY
}
