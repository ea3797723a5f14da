package org.egide.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.egide.verifier.PackageLayout;
import org.egide.verifier.Verify;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The package is verified by common programs that know nothing of Egide: R46.3, R47.2. */
class CommonToolsTest {
    @TempDir
    Path folder;

    private final SigningIdentity identity = EvidenceFixture.identity();
    private final byte[] zip = EvidenceFixture.writer().write(EvidenceFixture.evidence(), identity);

    @BeforeEach
    void unpack() throws IOException {
        for (Map.Entry<String, byte[]> file : EvidenceFixture.unpacked(zip).entrySet()) {
            Path path = folder.resolve("bag").resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
        }
        Files.write(folder.resolve("EG-2026-0001.zip"), zip);
    }

    @Test
    void unzipUnpacksTheSameFiles() throws IOException, InterruptedException {
        Path unzip = program("unzip");

        assertThat(run(folder, unzip, "-q", "EG-2026-0001.zip", "-d", "again").status())
                .isZero();

        assertThat(folder.resolve("again/data/report.json"))
                .hasSameBinaryContentAs(folder.resolve("bag/data/report.json"));
    }

    @Test
    void sha256sumAndSha512sumAgreeAndFindAChange() throws IOException, InterruptedException {
        Path bag = folder.resolve("bag");
        assertThat(run(bag, program("sha256sum"), "--strict", "-c", "manifest-sha256.txt")
                        .status())
                .isZero();
        assertThat(run(bag, program("sha512sum"), "--strict", "-c", "manifest-sha512.txt")
                        .status())
                .isZero();
        assertThat(run(bag, program("sha256sum"), "--strict", "-c", "tagmanifest-sha256.txt")
                        .status())
                .isZero();

        Files.writeString(bag.resolve("data/README"), "changed");
        assertThat(run(bag, program("sha256sum"), "-c", "manifest-sha256.txt").status())
                .isNotZero();
    }

    @Test
    void opensslVerifiesTheSignatureAsTheReadmeSays() throws IOException, InterruptedException {
        Path bag = folder.resolve("bag");
        List<String> arguments = List.of(
                "cms",
                "-verify",
                "-binary",
                "-inform",
                "DER",
                "-in",
                "signature.p7s",
                "-content",
                "tagmanifest-sha256.txt",
                "-noverify",
                "-out",
                "checked.txt");

        assertThat(run(bag, program("openssl"), arguments).output()).contains("erification successful");

        Files.writeString(bag.resolve("tagmanifest-sha256.txt"), "changed");
        assertThat(run(bag, program("openssl"), arguments).status()).isNotZero();
    }

    @Test
    void opensslShowsThePublishedFingerprintAndTrustsTheCertificateAsItsOwnIssuer()
            throws IOException, InterruptedException {
        Path bag = folder.resolve("bag");
        Path openssl = program("openssl");
        assertThat(run(bag, openssl, "pkcs7", "-inform", "DER", "-in", "signature.p7s", "-print_certs", "-out", "s.pem")
                        .status())
                .isZero();

        String shown = run(bag, openssl, "x509", "-in", "s.pem", "-noout", "-fingerprint", "-sha256")
                .output();
        assertThat(shown.replace(":", "").toLowerCase(Locale.ROOT)).contains(identity.fingerprint());
        assertThat(run(
                                bag,
                                openssl,
                                "cms",
                                "-verify",
                                "-binary",
                                "-inform",
                                "DER",
                                "-in",
                                "signature.p7s",
                                "-content",
                                "tagmanifest-sha256.txt",
                                "-CAfile",
                                "s.pem",
                                "-purpose",
                                "any",
                                "-cades",
                                "-out",
                                "c",
                                "-attime",
                                Long.toString(EvidenceFixture.CREATED.getEpochSecond()))
                        .output())
                .contains("erification successful");
    }

    @Test
    void theCustodyChainIsRecomputedByShellToolsAlone() throws IOException, InterruptedException {
        Path custody = folder.resolve("bag").resolve(PackageLayout.CUSTODY);
        Path shell = program("sh");
        String first = run(folder, shell, "-c", "sed -n 1p '" + custody + "' | tr -d '\\n' | sha256sum")
                .output();

        assertThat(Files.readAllLines(custody).get(1)).contains("\"previous\":\"" + first.substring(0, 64) + "\"");
    }

    @Test
    void ageOpensASealedPackageForEachOfItsRecipients() throws IOException, InterruptedException {
        AgeIdentity police = AgeIdentity.generate();
        AgeIdentity escrow = AgeIdentity.generate();
        byte[] sealed = new PackageSeal().seal(zip, List.of(police.recipient(), escrow.recipient()));
        Files.write(folder.resolve("P.zip.age"), sealed);
        Path age = program("age");

        for (AgeIdentity recipient : List.of(police, escrow)) {
            Files.writeString(folder.resolve("identity"), recipient.identity() + "\n");
            assertThat(run(folder, age, "-d", "-i", "identity", "-o", "opened.zip", "P.zip.age")
                            .status())
                    .isZero();
            assertThat(Files.readAllBytes(folder.resolve("opened.zip"))).isEqualTo(zip);
            Files.delete(folder.resolve("opened.zip"));
        }
    }

    @Test
    void theVerifierOpensASealedPackageForEachOfItsRecipientsAndOneThatAgeSealed()
            throws IOException, InterruptedException {
        AgeIdentity police = AgeIdentity.generate();
        AgeIdentity escrow = AgeIdentity.generate();
        Path sealed = folder.resolve("P.zip.age");
        Files.write(sealed, new PackageSeal().seal(zip, List.of(police.recipient(), escrow.recipient())));
        assertThat(verify(police, sealed)).isZero();
        assertThat(verify(escrow, sealed)).isZero();
        assertThat(verify(AgeIdentity.generate(), sealed)).isEqualTo(1);

        Path byAge = folder.resolve("Q.zip.age");
        assertThat(run(folder, program("age"), "-r", police.recipient(), "-o", byAge.toString(), "EG-2026-0001.zip")
                        .status())
                .isZero();
        assertThat(verify(police, byAge)).isZero();
    }

    @Test
    void aSealToFewerThanTwoDifferentRecipientsIsRefused() {
        String one = AgeIdentity.generate().recipient();

        for (List<String> few : List.of(List.<String>of(), List.of(one), List.of(one, one))) {
            assertThatThrownBy(() -> new PackageSeal().seal(zip, few))
                    .isInstanceOfSatisfying(
                            EvidenceRefused.class,
                            refused -> assertThat(refused.code()).isEqualTo(EvidenceRefused.Code.RECIPIENTS_TOO_FEW));
        }
        assertThatThrownBy(() -> new PackageSeal().seal(zip, List.of(one, "age1nonsense")))
                .isInstanceOfSatisfying(
                        EvidenceRefused.class,
                        refused -> assertThat(refused.code()).isEqualTo(EvidenceRefused.Code.RECIPIENT_MALFORMED));
    }

    private int verify(AgeIdentity recipient, Path sealed) throws IOException {
        Path file = Files.writeString(folder.resolve("identity"), recipient.identity() + "\n");
        var sink = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        return new Verify(sink, sink)
                .run(List.of("--identity", file.toString(), "--signer", identity.fingerprint(), sealed.toString()));
    }

    private record Outcome(int status, String output) {}

    private static Path program(String name) {
        Optional<Path> found = Stream.of("/usr/bin", "/bin", "/usr/local/bin")
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
        assumeThat(found)
                .as("the program %s is not installed, so nothing is proved about it", name)
                .isPresent();
        return found.orElseThrow();
    }

    private static Outcome run(Path folder, Path program, String... arguments)
            throws IOException, InterruptedException {
        return run(folder, program, List.of(arguments));
    }

    private static Outcome run(Path folder, Path program, List<String> arguments)
            throws IOException, InterruptedException {
        List<String> command =
                Stream.concat(Stream.of(program.toString()), arguments.stream()).toList();
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(process.waitFor(), output);
    }
}
