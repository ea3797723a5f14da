package org.egide.evidence;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.egide.evidence.EvidenceRefused.Code;
import org.egide.verifier.DetachedSignature;

/**
 * With what a node signs its packages: a P-256 private key and the self-signed certificate whose fingerprint the
 * organisation publishes. The bytes of the private key leave only to be sealed.
 */
public final class SigningIdentity {
    private static final int YEARS = 5;

    private final PrivateKey key;
    private final X509Certificate certificate;

    private SigningIdentity(PrivateKey key, X509Certificate certificate) throws GeneralSecurityException {
        this.key = key;
        this.certificate = certificate;
        requireBelonging();
    }

    /** A new identity, valid five years from now. */
    public static SigningIdentity generate(String nodeName, Clock clock) {
        if (nodeName.isBlank()) {
            throw new IllegalArgumentException("a node has a name");
        }
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = generator.generateKeyPair();
            return new SigningIdentity(pair.getPrivate(), selfSigned(nodeName, clock.instant(), pair));
        } catch (GeneralSecurityException | OperatorCreationException | CertIOException absent) {
            throw new EvidenceRefused(Code.CRYPTOGRAPHY_ABSENT, "no signing identity could be made", absent);
        }
    }

    /** An identity from the bytes that {@link #privateKeyPkcs8} and {@link #certificateDer} gave. */
    public static SigningIdentity of(byte[] privateKeyPkcs8, byte[] certificateDer) {
        try {
            PrivateKey key = KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(privateKeyPkcs8));
            var certificate = (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(certificateDer));
            return new SigningIdentity(key, certificate);
        } catch (GeneralSecurityException wrong) {
            throw new EvidenceRefused(
                    Code.IDENTITY_MALFORMED, "the private key and the certificate do not belong together", wrong);
        }
    }

    /** The private key, PKCS#8 DER: secret, to be sealed at once. */
    public byte[] privateKeyPkcs8() {
        return key.getEncoded();
    }

    /** The certificate, DER: public. */
    public byte[] certificateDer() {
        try {
            return certificate.getEncoded();
        } catch (GeneralSecurityException unencodable) {
            throw new IllegalStateException("a parsed certificate has its bytes", unencodable);
        }
    }

    /** SHA-256 of the certificate, hexadecimal: what the organisation publishes. */
    public String fingerprint() {
        return DetachedSignature.fingerprint(certificate);
    }

    /** The signature file over the content. */
    byte[] sign(byte[] content, Instant at) {
        try {
            certificate.checkValidity(Date.from(at));
        } catch (GeneralSecurityException outside) {
            throw new EvidenceRefused(
                    Code.IDENTITY_EXPIRED, "the signing certificate is not valid at the package's time", outside);
        }
        try {
            return DetachedSignature.sign(content, at, certificate, this::value);
        } catch (GeneralSecurityException absent) {
            throw new EvidenceRefused(Code.CRYPTOGRAPHY_ABSENT, "the package could not be signed", absent);
        }
    }

    private byte[] value(byte[] bytes) throws GeneralSecurityException {
        var signature = Signature.getInstance(DetachedSignature.ALGORITHM);
        signature.initSign(key);
        signature.update(bytes);
        return signature.sign();
    }

    private void requireBelonging() throws GeneralSecurityException {
        byte[] probe = {1, 2, 3};
        var signature = Signature.getInstance(DetachedSignature.ALGORITHM);
        signature.initVerify(certificate.getPublicKey());
        signature.update(probe);
        if (!signature.verify(value(probe))) {
            throw new GeneralSecurityException("the key signs what the certificate does not verify");
        }
    }

    private static X509Certificate selfSigned(String nodeName, Instant now, KeyPair pair)
            throws GeneralSecurityException, OperatorCreationException, CertIOException {
        var name = new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.CN, nodeName)
                .build();
        var from = now.truncatedTo(ChronoUnit.SECONDS).minus(5, ChronoUnit.MINUTES);
        var serial = new BigInteger(127, new SecureRandom()).setBit(126);
        var builder = new JcaX509v3CertificateBuilder(
                name,
                serial,
                Date.from(from),
                Date.from(from.plus(365L * YEARS, ChronoUnit.DAYS)),
                name,
                pair.getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
        builder.addExtension(
                Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature | KeyUsage.nonRepudiation));
        builder.addExtension(
                Extension.subjectKeyIdentifier,
                false,
                new JcaX509ExtensionUtils().createSubjectKeyIdentifier(pair.getPublic()));
        var signer = new JcaContentSignerBuilder(DetachedSignature.ALGORITHM).build(pair.getPrivate());
        return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
    }

    @Override
    public String toString() {
        return "SigningIdentity[" + fingerprint() + ", key=(redacted)]";
    }
}
