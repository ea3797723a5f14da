package org.egide.resilience;

import java.nio.file.Path;
import java.util.Map;
import org.egide.EgideApplication;
import org.egide.platform.Node;
import org.egide.platform.Setting;
import org.egide.platform.Settings;
import org.egide.sharing.SharingScene;

/** A whole server in a process of its own, which the test kills: at each start it plays one act of a {@link SharingScene}. */
public final class SharingNode {
    private SharingNode() {}

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
        SharingScene.play(Node.serve(settings, EgideApplication.class), folder);
        System.out.println("ready");
    }
}
