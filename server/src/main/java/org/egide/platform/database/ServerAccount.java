package org.egide.platform.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.egide.platform.database.DatabaseStartFailed.Code;

/**
 * As whom the server and its tools run, since PostgreSQL refuses to run as root.
 *
 * <p>An ordinary account keeps its own. Root runs the server as the owner of the data folder; if that is root too, in a user namespace
 * of its own, where the server still is that owner but has no rights of root; and where the kernel permits no namespaces, as the
 * fallback account, to which the folder is then handed over for good.
 *
 * @param entering command that enters a namespace, or empty
 * @param change options of setpriv that change the account, or empty
 * @param owner who owns the folder's content
 */
record ServerAccount(List<String> entering, List<String> change, Owner owner) {

    /** Numeric user and group of a file's owner. */
    record Owner(int uid, int gid) {

        static Owner of(Path path) throws IOException {
            return new Owner(Folders.uid(path), Folders.gid(path));
        }

        boolean isRoot() {
            return uid == 0;
        }
    }

    private static final List<String> OWN_NAMESPACE = List.of("unshare", "--user");

    static ServerAccount choose(Layout layout, Settings settings) {
        try {
            return choose(layout, settings, ServerAccount::namespacesArePermitted);
        } catch (IOException e) {
            throw new DatabaseStartFailed(
                    Code.FOLDER_UNUSABLE,
                    "The owner of the database folder " + layout.folder() + " cannot be read.",
                    e);
        }
    }

    /** The question that costs a process is asked only when its answer matters. */
    interface NamespaceQuestion {
        boolean permitted() throws IOException;
    }

    static ServerAccount choose(Layout layout, Settings settings, NamespaceQuestion namespaces) throws IOException {
        var self = Owner.of(Path.of("/proc/" + ProcessHandle.current().pid()));
        var owner = Owner.of(Files.exists(layout.data()) ? layout.data() : layout.folder());
        if (!self.isRoot()) {
            return own(layout, self, owner);
        }
        if (!owner.isRoot()) {
            return other(owner);
        }
        if (namespaces.permitted()) {
            return new ServerAccount(OWN_NAMESPACE, List.of(), owner);
        }
        return other(named(settings.fallbackAccount()));
    }

    /** The command that runs a short-lived program as this account. */
    List<String> tool(List<String> program) {
        var command = new ArrayList<>(entering);
        if (!change.isEmpty()) {
            command.add("setpriv");
            command.addAll(change);
        }
        command.addAll(program);
        return command;
    }

    /** The command that runs the server as this account, as a direct child that is told to stop when the starting thread dies. */
    List<String> server(List<String> program) {
        // In its own session, an interrupt typed at the terminal reaches Egide only, which then stops the database
        // last.
        var command = new ArrayList<>(List.of("setsid"));
        command.addAll(entering);
        command.add("setpriv");
        command.addAll(change);
        // The kernel forgets the wish at a change of account, so it stands last.
        command.addAll(List.of("--pdeathsig", "INT"));
        command.addAll(program);
        return command;
    }

    /** Hands over what belongs to somebody else, as far as this account needs it. */
    void takeOver(Layout layout) {
        if (change.isEmpty()) {
            return;
        }
        try (var content = Files.newDirectoryStream(layout.folder(), path -> !Binaries.isBinaries(path))) {
            for (var path : content) {
                if (Folders.uid(path) != owner.uid()) {
                    Folders.giveTo(owner.uid(), owner.gid(), path);
                }
            }
            Folders.giveOnly(owner.uid(), owner.gid(), layout.folder());
        } catch (IOException e) {
            throw new DatabaseStartFailed(
                    Code.FOLDER_UNUSABLE,
                    "The database folder " + layout.folder() + " cannot be handed over to the account " + owner.uid()
                            + ".",
                    e);
        }
    }

    private static ServerAccount own(Layout layout, Owner self, Owner owner) {
        if (owner.uid() != self.uid()) {
            throw new DatabaseStartFailed(
                    Code.FOLDER_UNUSABLE,
                    "The database folder %s belongs to the account with number %d, but Egide runs as number %d."
                            .formatted(layout.folder(), owner.uid(), self.uid()));
        }
        return new ServerAccount(List.of(), List.of(), owner);
    }

    private static ServerAccount other(Owner owner) {
        return new ServerAccount(
                List.of(), List.of("--reuid=" + owner.uid(), "--regid=" + owner.gid(), "--clear-groups"), owner);
    }

    private static boolean namespacesArePermitted() throws IOException {
        var attempt = new ArrayList<>(OWN_NAMESPACE);
        attempt.add("true");
        var process = new ProcessBuilder(attempt)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return process.onExit().join().exitValue() == 0;
    }

    private static Owner named(String account) throws IOException {
        try (var accounts = Files.lines(Path.of("/etc/passwd"))) {
            return accounts.map(line -> line.split(":", -1))
                    .filter(fields -> fields.length > 3 && fields[0].equals(account))
                    .map(fields -> new Owner(Integer.parseInt(fields[2]), Integer.parseInt(fields[3])))
                    .filter(owner -> !owner.isRoot())
                    .findFirst()
                    .orElseThrow(
                            () -> new DatabaseStartFailed(
                                    Code.NO_ACCOUNT,
                                    "PostgreSQL refuses to run as root, this system permits no user namespaces, and there is no account "
                                            + account
                                            + " to run it as. Start Egide as an ordinary account, or name one in the settings."));
        }
    }
}
