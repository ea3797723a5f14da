package org.egide.fingerprint.archive;

/** Why a thing that the walk saw was not hashed. Stable codes: new ones are added at the end, none changes its meaning. */
public enum Skip {
    /** A symbolic link: never followed. */
    LINK,
    /** A device, a pipe or a socket. */
    SPECIAL,
    /** The file may not be read. */
    NO_PERMISSION,
    /** Reading failed: a bad sector, a name that is too long. */
    UNREADABLE,
    /** It was there when the walk came by, and no longer when it was to be read. */
    VANISHED,
    /** A folder that may not be listed: what is in it was not seen. */
    FOLDER_NO_PERMISSION,
    /** A folder whose listing failed: what is in it was not seen, or not all of it. */
    FOLDER_UNREADABLE;

    private static final Skip[] ALL = values();

    static Skip at(int number) {
        return ALL[number];
    }
}
