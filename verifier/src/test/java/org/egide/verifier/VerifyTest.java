package org.egide.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.exceptionfactory.jagged.framework.stream.StandardEncryptingChannelFactory;
import com.exceptionfactory.jagged.x25519.X25519KeyPairGenerator;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaWriterFactory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyTest {
    @TempDir
    Path folder;

    private final PackageFixture fixture = new PackageFixture("Node of the example");
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private Path file = Path.of("unset");

    @BeforeEach
    void aPackageOnDisk() throws IOException {
        file = folder.resolve("PKG-1.zip");
        Files.write(file, fixture.zip());
    }

    @Test
    void R47_2_aPackageThatHoldsGivesNumberedLinesTheFingerprintAndStatusZero() {
        assertThat(run(file.toString())).isZero();

        assertThat(printed())
                .contains(" 1. OK ", " 8. OK ", fixture.fingerprint(), "CN=Node of the example", "every check held")
                .doesNotContain("FAILED");
    }

    @Test
    void aChangedPackageGivesTheReasonAndStatusOne() throws IOException {
        byte[] bytes = fixture.zip();
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);

        assertThat(run(file.toString())).isEqualTo(1);
        assertThat(printed()).contains("FAILED  [zip-", "NOT VERIFIED").doesNotContain("Exception", "\tat ");
    }

    @Test
    void theSignerIsComparedInAnyUsualSpelling() {
        String colons = fixture.fingerprint().toUpperCase(Locale.ROOT).replaceAll("(..)(?!$)", "$1:");

        assertThat(run("--signer", colons, file.toString())).isZero();
        assertThat(run("--signer", "0".repeat(64), file.toString())).isEqualTo(1);
        assertThat(printed()).contains("[signer-unexpected]");
    }

    @Test
    void wrongUseIsStatusTwoWithOneSentence() {
        for (List<String> arguments : List.of(
                List.<String>of(),
                List.of("--nonsense", "1", file.toString()),
                List.of("--signer"),
                List.of("--signer", "12", file.toString()),
                List.of("--limit", "many", file.toString()),
                List.of("--limit", "0", file.toString()),
                List.of(folder.resolve("absent.zip").toString()),
                List.of(folder.toString()),
                List.of(file.toString(), file.toString()))) {
            printed.reset();
            assertThat(run(arguments.toArray(String[]::new)))
                    .as("%s", arguments)
                    .isEqualTo(2);
            assertThat(printed())
                    .startsWith("verify: ")
                    .contains("usage: verify")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void anyOtherFileIsRefusedByKind() throws IOException {
        Files.writeString(file, "not a package");

        assertThat(run(file.toString())).isEqualTo(1);
        assertThat(printed()).contains("[kind-unknown]");
    }

    @Test
    void aFileAboveTheLimitIsRefused() throws IOException {
        Files.write(file, new byte[2 << 20]);

        assertThat(run("--limit", "1", file.toString())).isEqualTo(1);
        assertThat(printed()).contains("[file-too-large]");
    }

    @Test
    void aSealedPackageOpensWithItsIdentityOnly() throws IOException, GeneralSecurityException {
        KeyPair police = new X25519KeyPairGenerator().generateKeyPair();
        KeyPair other = new X25519KeyPairGenerator().generateKeyPair();
        Path sealed = folder.resolve("PKG-1.zip.age");
        Files.write(sealed, sealed(fixture.zip(), police));

        assertThat(run("--identity", identity("police", police), sealed.toString()))
                .isZero();
        assertThat(printed()).contains(" 1. OK      The transport seal opens").contains(fixture.fingerprint());

        assertThat(run("--identity", identity("other", other), sealed.toString()))
                .isEqualTo(1);
        assertThat(printed()).contains("[seal-not-opened]");

        assertThat(run(sealed.toString())).isEqualTo(1);
        assertThat(printed()).contains("[seal-identity-missing]");

        assertThat(run("--identity", file.toString(), sealed.toString())).isEqualTo(2);
    }

    @Test
    void anIdentityFileWithoutIdentityIsRefused() throws IOException, GeneralSecurityException {
        Path sealed = folder.resolve("PKG-1.zip.age");
        Files.write(sealed, sealed(fixture.zip(), new X25519KeyPairGenerator().generateKeyPair()));
        Path identity = Files.writeString(folder.resolve("empty"), "# nothing\n");
        Path malformed = Files.writeString(folder.resolve("malformed"), "AGE-SECRET-KEY-1NONSENSE\n");

        assertThat(run("--identity", identity.toString(), sealed.toString())).isEqualTo(1);
        assertThat(run("--identity", malformed.toString(), sealed.toString())).isEqualTo(1);
        assertThat(printed()).contains("[seal-identity-unreadable]").doesNotContain("NONSENSE");
    }

    @Test
    void everySeventhByteOfASealedPackageFlippedIsRefused() throws IOException, GeneralSecurityException {
        KeyPair police = new X25519KeyPairGenerator().generateKeyPair();
        byte[] sealed = sealed(fixture.zip(), police);
        var expectations =
                Expectations.NONE.withIdentity(new String(police.getPrivate().getEncoded(), UTF_8));
        assertThat(Checkable.recognise(sealed).check(expectations).held()).isTrue();

        for (int i = 0; i < sealed.length; i += i < 400 ? 1 : 7) {
            byte[] other = sealed.clone();
            other[i] ^= (byte) (1 << (i % 8));
            assertThat(Checkable.recognise(other).check(expectations).held())
                    .as("byte %d", i)
                    .isFalse();
        }
    }

    @Test
    void whatIsUnderTheSealIsBoundedAndIsNoFurtherSeal() throws IOException, GeneralSecurityException {
        KeyPair police = new X25519KeyPairGenerator().generateKeyPair();
        var expectations =
                Expectations.NONE.withIdentity(new String(police.getPrivate().getEncoded(), UTF_8));
        byte[] once = sealed(fixture.zip(), police);

        assertThat(Checkable.recognise(once)
                        .check(expectations.withLimits(new Limits(1000, 100)))
                        .refusals())
                .containsExactly(RefusalCode.FILE_TOO_LARGE);
        assertThat(Checkable.recognise(sealed(once, police)).check(expectations).held())
                .isFalse();
    }

    private String identity(String name, KeyPair pair) throws IOException {
        String text = "# a comment\n" + new String(pair.getPrivate().getEncoded(), UTF_8) + "\n";
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private static byte[] sealed(byte[] bytes, KeyPair recipient) throws IOException, GeneralSecurityException {
        String text = new String(recipient.getPublic().getEncoded(), UTF_8);
        var out = new ByteArrayOutputStream();
        try (var channel = new StandardEncryptingChannelFactory()
                .newEncryptingChannel(
                        Channels.newChannel(out),
                        List.of(X25519RecipientStanzaWriterFactory.newRecipientStanzaWriter(text)))) {
            channel.write(ByteBuffer.wrap(bytes));
        }
        return out.toByteArray();
    }

    private int run(String... arguments) {
        var stream = new PrintStream(printed, true, UTF_8);
        return new Verify(stream, stream).run(List.of(arguments));
    }

    private String printed() {
        return printed.toString(UTF_8);
    }
}
