package org.egide.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Date;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A small package with one enclosed file of noise, and ways to falsify it as its own signer could. */
final class PackageFixture {
    static final Instant CREATED = Instant.parse("2026-11-22T10:15:30Z");
    static final String EXHIBIT = "data/files/noise.bin";

    private final PrivateKey key;
    private final X509Certificate certificate;

    PackageFixture(String commonName) {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = generator.generateKeyPair();
            this.key = pair.getPrivate();
            this.certificate = selfSigned(commonName, pair);
        } catch (GeneralSecurityException | OperatorCreationException | CertIOException absent) {
            throw new IllegalStateException(absent);
        }
    }

    private static X509Certificate selfSigned(String commonName, KeyPair pair)
            throws GeneralSecurityException, OperatorCreationException, CertIOException {
        var name = new X500Name("CN=" + commonName);
        var builder = new JcaX509v3CertificateBuilder(
                name,
                BigInteger.valueOf(4711),
                Date.from(CREATED.minusSeconds(60)),
                Date.from(CREATED.plusSeconds(60)),
                name,
                pair.getPublic());
        var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate());
        return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
    }

    String fingerprint() {
        return DetachedSignature.fingerprint(certificate);
    }

    X509Certificate certificate() {
        return certificate;
    }

    /** The files of a package that holds. */
    SortedMap<String, byte[]> files() {
        Bag bag = Bag.around("Desk of the example", "PKG-1", LocalDate.parse("2026-11-22"), payload());
        return bag.signedWith(signature(bag.tagManifest(), CREATED));
    }

    byte[] zip() {
        return zipped(files());
    }

    static byte[] zipped(SortedMap<String, byte[]> files) {
        return new CanonicalZip(Limits.USUAL).write(files);
    }

    /** The package with one payload file replaced, lists and signature made anew. */
    SortedMap<String, byte[]> resigned(String path, byte[] content) {
        SortedMap<String, byte[]> files = files();
        files.put(path, content);
        return resigned(files);
    }

    /** Lists, count and signature made anew over whatever payload is there; the custody end is left as it was. */
    SortedMap<String, byte[]> resigned(SortedMap<String, byte[]> files) {
        var payload = new TreeMap<String, byte[]>(files.subMap("data/", "data0"));
        BagInfo old = BagInfo.parse(new Bag(files()).file(PackageLayout.BAG_INFO));
        long bytes =
                payload.values().stream().mapToLong(content -> content.length).sum();
        files.put(
                PackageLayout.BAG_INFO,
                new BagInfo(
                                old.organization(),
                                old.reference(),
                                old.date(),
                                bytes,
                                payload.size(),
                                old.custodyEvents(),
                                old.custodyHead())
                        .toBytes());
        files.put(PackageLayout.MANIFEST_SHA256, manifest(Digest.SHA256, payload));
        files.put(PackageLayout.MANIFEST_SHA512, manifest(Digest.SHA512, payload));
        return resignedTags(files);
    }

    /** Only the list of lists and the signature made anew. */
    SortedMap<String, byte[]> resignedTags(SortedMap<String, byte[]> files) {
        var tags = new TreeMap<String, byte[]>(files);
        tags.keySet().retainAll(PackageLayout.TAGS);
        files.put(PackageLayout.TAG_MANIFEST, manifest(Digest.SHA256, tags));
        files.put(PackageLayout.SIGNATURE, signature(new Bag(files).file(PackageLayout.TAG_MANIFEST), CREATED));
        return files;
    }

    byte[] signature(byte[] content, Instant at) {
        try {
            return DetachedSignature.sign(content, at, certificate, bytes -> {
                var signature = Signature.getInstance("SHA256withECDSA");
                signature.initSign(key);
                signature.update(bytes);
                return signature.sign();
            });
        } catch (GeneralSecurityException absent) {
            throw new IllegalStateException(absent);
        }
    }

    private static byte[] manifest(Digest digest, SortedMap<String, byte[]> files) {
        var text = new StringBuilder();
        files.forEach((path, content) ->
                text.append(digest.hex(content)).append("  ").append(path).append('\n'));
        return text.toString().getBytes(UTF_8);
    }

    static String custody() {
        var text = new StringBuilder();
        String previous = CustodyLine.NOTHING_BEFORE;
        for (int i = 1; i <= 3; i++) {
            var line = new CustodyLine(
                    i,
                    "role-" + i,
                    "preserve",
                    CREATED.minusSeconds(100 - i),
                    "because",
                    Optional.empty(),
                    Optional.of(Digest.SHA256.hex(noise())),
                    previous);
            text.append(line.toJson()).append('\n');
            previous = line.hash();
        }
        return text.toString();
    }

    static byte[] noise() {
        byte[] noise = new byte[64];
        new Random(7).nextBytes(noise);
        return noise;
    }

    private static SortedMap<String, byte[]> payload() {
        var payload = new TreeMap<String, byte[]>();
        payload.put(PackageLayout.REPORT, "{\"reference\":\"PKG-1\"}\n".getBytes(UTF_8));
        payload.put(PackageLayout.CASE, """
                {"@context":{},"@graph":[{"@id":"urn:uuid:1","@type":"case-investigation:ProvenanceRecord",
                "case-investigation:exhibitNumber":"1"}]}
                """.getBytes(UTF_8));
        payload.put(PackageLayout.CUSTODY, custody().getBytes(UTF_8));
        payload.put(PackageLayout.REQUEST, "{\"requested\":false}\n".getBytes(UTF_8));
        payload.put(PackageLayout.HASHES, hashes().getBytes(UTF_8));
        payload.put(PackageLayout.README, "Read me.\n".getBytes(UTF_8));
        payload.put(EXHIBIT, noise());
        return payload;
    }

    private static String hashes() {
        return PackageLayout.HASHES_HEADER + "\nnoise.bin,64," + Digest.MD5.hex(noise()) + ","
                + Digest.SHA1.hex(noise()) + "," + Digest.SHA256.hex(noise()) + ",,\n";
    }
}
