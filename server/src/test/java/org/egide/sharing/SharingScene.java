package org.egide.sharing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.egide.fingerprints.EntryId;
import org.springframework.context.ApplicationContext;

/** First act: a list of 2,500 entries and a partner that may pull it. Second act, after a kill: one of them is withdrawn. */
public final class SharingScene {
    static final int ENTRIES = 2_500;

    private SharingScene() {}

    public static void play(ApplicationContext node, Path folder) throws IOException {
        var desk = new SharingFixture(node);
        var login = folder.resolve("login");
        if (Files.exists(login)) {
            desk.lists.withdraw(desk.one, EntryId.of(Files.readString(folder.resolve("wrong"))), "a mistake");
            return;
        }
        var list = desk.list();
        Files.writeString(
                folder.resolve("wrong"), desk.entries(list, ENTRIES).getFirst().toString());
        var access = desk.live(SharingForm.NCMEC, list);
        Files.writeString(login, access.username() + ":" + access.password());
    }
}
