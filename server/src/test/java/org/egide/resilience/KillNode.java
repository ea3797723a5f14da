package org.egide.resilience;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.egide.EgideApplication;
import org.egide.gateway.ProviderKind;
import org.egide.gateway.Providers;
import org.egide.platform.Node;
import org.egide.platform.Setting;
import org.egide.platform.Settings;

/** A whole server in a process of its own, which the test kills. On its first start it makes a provider and writes its login. */
public final class KillNode {
    private KillNode() {}

    public static void main(String[] arguments) throws Exception {
        var folder = Path.of(arguments[0]);
        var settings = Settings.load(Map.of())
                .with(Map.of(
                        Setting.DATA,
                        folder.resolve("data").toString(),
                        Setting.PORT,
                        arguments[1],
                        Setting.JOB_SECONDS,
                        "1"));
        var node = Node.serve(settings, EgideApplication.class);
        var login = folder.resolve("login");
        if (!Files.exists(login)) {
            var credentials = node.getBean(Providers.class).create("Invented provider", ProviderKind.values()[0]);
            Files.writeString(login, credentials.username() + ":" + credentials.password());
        }
        System.out.println("ready");
    }
}
