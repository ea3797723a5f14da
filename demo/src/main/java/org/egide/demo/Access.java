package org.egide.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;
import org.egide.demo.world.World;
import tools.jackson.databind.json.JsonMapper;

/** What a script needs to use the demonstration: {@code access.json} in its folder, readable by its owner only. */
record Access(
        String base,
        List<Staff> staff,
        List<Provider> providers,
        List<Client> hashSharing,
        String mail,
        List<Site> hosts) {
    record Staff(String persona, String role, String desk) {}

    record Provider(String name, String username, String password) {
        @Override
        public String toString() {
            return "Provider[" + name + "]";
        }
    }

    record Client(String username, String password) {
        @Override
        public String toString() {
            return "Client[hidden]";
        }
    }

    record Site(String name, String base) {}

    static Access of(Stage stage, Personas personas, List<Provider> providers, Client sharing) {
        World world = stage.world();
        return new Access(
                stage.base().toString(),
                personas.all().stream()
                        .map(persona -> new Staff(
                                persona.name(),
                                persona.role().name(),
                                persona.person().desk().name()))
                        .toList(),
                providers,
                List.of(sharing),
                world.mail().base().toString(),
                world.hosts().stream()
                        .map(host -> new Site(host.name(), host.base().toString()))
                        .toList());
    }

    void write(Path folder) throws IOException {
        var json = JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsBytes(this);
        var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        var file = folder.resolve("access.json");
        try (var channel = Files.newByteChannel(
                file, EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), owner)) {
            channel.write(java.nio.ByteBuffer.wrap(json));
        }
    }
}
