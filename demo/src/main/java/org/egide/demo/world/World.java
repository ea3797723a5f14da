package org.egide.demo.world;

import java.nio.file.Path;
import java.util.List;

/**
 * Everything outside the product. Three hosts: one obeys a notice at once, one only after the reminder, one never. Hosts learn of
 * notices only by the mail that arrives.
 */
public final class World implements AutoCloseable {
    private final Host prompt = Host.open("prompt.example", "127.0.0.1", Temper.PROMPT);
    private final Host slow = Host.open("slow.example", "127.0.0.2", Temper.SLOW);
    private final Host silent = Host.open("silent.example", "127.0.0.3", Temper.SILENT);
    private final PostOffice post = PostOffice.open();
    private final MailViewer viewer = MailViewer.open(post);
    private final PoliceUnit unit;

    private World(PoliceUnit unit) {
        this.unit = unit;
    }

    /** Opens the world; the police unit keeps its key in the folder. */
    public static World open(Path folder) {
        var world = new World(PoliceUnit.open("Unit 7, Police of Exempland", folder.resolve("police-unit")));
        world.post.onLetter(letter -> world.hosts().stream()
                .filter(host -> host.abuseContact().equalsIgnoreCase(letter.to()))
                .forEach(host -> letter.addresses().forEach(host::noticed)));
        return world;
    }

    public Host prompt() {
        return prompt;
    }

    public Host slow() {
        return slow;
    }

    public Host silent() {
        return silent;
    }

    public List<Host> hosts() {
        return List.of(prompt, slow, silent);
    }

    public PostOffice post() {
        return post;
    }

    public MailViewer mail() {
        return viewer;
    }

    public PoliceUnit unit() {
        return unit;
    }

    @Override
    public void close() {
        hosts().forEach(Host::close);
        viewer.close();
        post.close();
    }
}
