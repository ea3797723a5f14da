package org.egide.fingerprint.video;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The command that runs one program shut in. It needs no rights beyond an ordinary user's.
 *
 * <p>With {@link Isolation#NAMESPACES}: namespaces of its own for users, mounts, network, processes, messages, names
 * and control groups; a root that holds {@code /usr}, the libraries, the program as {@code /program} and the film as
 * {@code /film}, everything read-only; no capability, no way to any; limits on time, memory, processes and open files;
 * no file may grow. Whoever ends the outermost process ends all of them.
 *
 * <p>The set-up is a fixed text for the system's shell. Names come to it as parameters that are never read as commands;
 * the program itself is started without a shell. It says {@link #READY} before its first output.
 */
final class Sandbox {

    /** The line that tells that the walls stand; whatever comes after it is the program's. */
    static final String READY = "egide-sandbox";

    /** Where the program finds the film. */
    static final String FILM = "/film";

    private static final int BACKSTOP_SECONDS = 10;
    private static final int PROCESSES = 64;
    private static final int OPEN_FILES = 64;
    private static final List<String> FOLDERS = List.of("/usr/bin", "/bin", "/usr/sbin", "/sbin");

    // The folder of devices' settings is on every machine, and no film lies in it: the new root is laid over it.
    private static final String SET_UP = """
            set -e
            PATH=/usr/sbin:/usr/bin:/sbin:/bin
            root=/sys
            film=$1
            program=$2
            room=$3
            shift 3
            shut() { mount -n -o "remount,bind,ro,nosuid,nodev$2" "$root$1"; }
            folder() { mkdir -p "$root$1"; mount -n --rbind "$1" "$root$1"; shut "$1" ""; }
            file() { : >"$root$2"; mount -n --bind "$1" "$root$2"; shut "$2" "$3"; }
            mount -n -t tmpfs -o "size=$room,nr_inodes=64,mode=0755,nosuid,nodev" tmpfs "$root"
            folder /usr
            for name in /bin /sbin /lib /lib32 /lib64; do
                if [ -L "$name" ]; then ln -s "usr$name" "$root$name"; elif [ -d "$name" ]; then folder "$name"; fi
            done
            if [ -d /etc/alternatives ]; then folder /etc/alternatives; fi
            mkdir -p "$root/etc"
            if [ -f /etc/ld.so.cache ]; then file /etc/ld.so.cache /etc/ld.so.cache ,noexec; fi
            file "$program" /program ""
            if [ "$film" = - ]; then cat >"$root/film"; else file "$film" /film ,noexec; fi
            shut "" ",noexec"
            printf 'egide-sandbox\\n'
            exec chroot "$root" "$@"
            """;

    private final Isolation isolation;
    private final Path program;
    private final long memory;

    /**
     * @param program the absolute path of the one program that is run
     * @param memory its most address space in bytes
     */
    Sandbox(Isolation isolation, Path program, long memory) {
        this.isolation = isolation;
        this.program = program;
        this.memory = memory;
    }

    /** The first tool that is needed and not there. */
    Optional<String> missing() {
        List<String> needed = switch (isolation) {
            case NAMESPACES -> List.of("unshare", "sh", "mount", "chroot", "timeout", "prlimit", "setpriv");
            case LIMITS_ONLY -> List.of("sh", "timeout", "prlimit", "setpriv");
        };
        return needed.stream().filter(tool -> find(tool).isEmpty()).findFirst();
    }

    /** The command for a film that lies in a file. */
    List<String> command(Path film, Duration patience, List<String> arguments) {
        return switch (isolation) {
            case NAMESPACES -> namespaces(film.toString(), 0, patience, arguments);
            case LIMITS_ONLY -> limitsOnly(film.toString(), patience, arguments);
        };
    }

    /**
     * The command for a film of so many bytes that comes by standard input; it is kept in the sandbox's own memory.
     *
     * @throws IllegalStateException without namespaces, since there is no such memory then
     */
    List<String> command(long size, Duration patience, List<String> arguments) {
        return switch (isolation) {
            case NAMESPACES -> namespaces("-", size, patience, arguments);
            case LIMITS_ONLY -> throw new IllegalStateException("a film in memory needs a sandbox with namespaces");
        };
    }

    private List<String> namespaces(String film, long size, Duration patience, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(tool("unshare"), "--user", "--map-root-user", "--mount"));
        command.addAll(List.of("--net", "--pid", "--ipc", "--uts", "--cgroup", "--fork", "--kill-child=KILL", "--"));
        command.addAll(List.of(tool("sh"), "-c", SET_UP, READY));
        command.addAll(List.of(film, program.toString(), Long.toString(size + 256 * 1024)));
        command.addAll(limits(patience));
        command.add("--nproc=" + PROCESSES);
        command.addAll(List.of(tool("setpriv"), "--no-new-privs", "--bounding-set=-all", "--inh-caps=-all"));
        command.add("/program");
        command.addAll(arguments);
        return command;
    }

    // No limit of processes here: without a namespace it would count all of this user's, the server's threads included.
    private List<String> limitsOnly(String film, Duration patience, List<String> arguments) {
        List<String> command = new ArrayList<>(limits(patience));
        command.addAll(List.of(tool("setpriv"), "--no-new-privs", "--"));
        command.addAll(List.of(tool("sh"), "-c", "printf 'egide-sandbox\\n'; exec \"$@\"", READY));
        command.add(program.toString());
        arguments.forEach(argument -> command.add(argument.equals("file:" + FILM) ? "file:" + film : argument));
        return command;
    }

    /** The clock here is for the case that nobody is left to end the process: the caller's own rings first. */
    private List<String> limits(Duration patience) {
        long seconds = patience.toSeconds() + 1;
        return List.of(
                tool("timeout"),
                "--signal=KILL",
                Long.toString(seconds + BACKSTOP_SECONDS),
                tool("prlimit"),
                "--as=" + memory,
                "--cpu=" + 4 * seconds,
                "--fsize=0",
                "--core=0",
                "--nofile=" + OPEN_FILES);
    }

    private static String tool(String name) {
        return find(name)
                .orElseThrow(() -> new IllegalStateException(name + " is missing"))
                .toString();
    }

    private static Optional<Path> find(String name) {
        return FOLDERS.stream()
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
