package org.egide.testing;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.egide.EgideApplication;
import org.egide.platform.Node;
import org.egide.platform.Setting;
import org.egide.platform.Settings;
import org.egide.staff.Desks;
import org.egide.staff.People;
import org.egide.staff.Role;

/** A whole server in a process of its own, with somebody to receive what is told: its folder, then its port. */
public final class OpenNode {
    private OpenNode() {}

    public static void main(String[] arguments) throws Exception {
        var settings = Settings.load(Map.of())
                .with(Map.of(
                        Setting.DATA, Path.of(arguments[0]).resolve("data").toString(), Setting.PORT, arguments[1]));
        var node = Node.serve(settings, EgideApplication.class);
        var desk = node.getBean(Desks.class).receiving();
        node.getBean(People.class).create("Invented Supervisor", desk.id(), Set.of(Role.SUPERVISOR));
        System.out.println("ready");
    }
}
