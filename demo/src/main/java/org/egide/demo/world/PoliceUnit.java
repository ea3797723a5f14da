package org.egide.demo.world;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.egide.evidence.AgeIdentity;

/**
 * A police unit with a key of its own and an escrow kept elsewhere: the product knows the two recipients only; the unit's identity
 * lies on the unit's own disk and the escrow's nowhere at all.
 */
public record PoliceUnit(String name, String recipient, String escrow, Path identity) {
    /** A unit with a fresh key in a folder that only it may read. */
    public static PoliceUnit open(String name, Path folder) {
        try {
            var key = AgeIdentity.generate();
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            var file = Files.createFile(
                    folder.resolve("identity.txt"),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, key.identity() + "\n");
            return new PoliceUnit(name, key.recipient(), AgeIdentity.generate().recipient(), file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
