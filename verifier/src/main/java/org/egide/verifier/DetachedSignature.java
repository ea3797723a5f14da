package org.egide.verifier;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.SignerIdentifier;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.asn1.cms.Time;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.sec.SECNamedCurves;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;

/**
 * The detached signature of a package: CMS SignedData (RFC 5652) with one signer, ECDSA on P-256 with SHA-256 (RFC
 * 5754), the signer's certificate enclosed and bound by the signing-certificate attribute (RFC 5035).
 *
 * <p>Exactly one file of bytes exists for given content, time, certificate and signature value: the reader rebuilds it
 * and compares. So no byte outside the signed part can change either. The signature's {@code s} must be the smaller of
 * its two equivalent values. The certificate must be its own issuer: what makes it the right one is its published
 * fingerprint. Errors: {@link Refused} with a {@code signature-} code.
 */
public final class DetachedSignature {
    /** What Java calls the signature algorithm. */
    public static final String ALGORITHM = "SHA256withECDSA";

    private static final AlgorithmIdentifier SHA256 = new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256);
    private static final AlgorithmIdentifier ECDSA = new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);
    private static final AlgorithmIdentifier P256_KEY =
            new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, SECObjectIdentifiers.secp256r1);
    /** Real ones have about 900 bytes; nested values in a larger one could exhaust the reader's stack. */
    private static final int LONGEST = 8 * 1024;

    private static final BigInteger ORDER =
            SECNamedCurves.getByOID(SECObjectIdentifiers.secp256r1).getN();

    private DetachedSignature() {}

    /** Signs bytes with ECDSA P-256 and SHA-256 and returns the value as DER; the key may live in a device. */
    @FunctionalInterface
    public interface Signer {
        byte[] sign(byte[] bytes) throws GeneralSecurityException;
    }

    /** What a true signature says. */
    public record Signed(X509Certificate certificate, Instant at) {
        /** SHA-256 of the certificate, hexadecimal. */
        public String fingerprint() {
            return DetachedSignature.fingerprint(certificate);
        }
    }

    /** SHA-256 of a certificate, hexadecimal, as a node publishes it. */
    public static String fingerprint(X509Certificate certificate) {
        try {
            return Digest.SHA256.hex(certificate.getEncoded());
        } catch (GeneralSecurityException unencodable) {
            throw new IllegalStateException("a parsed certificate has its bytes", unencodable);
        }
    }

    /** The signature file over the content; {@code at} counts in whole seconds. */
    public static byte[] sign(byte[] content, Instant at, X509Certificate certificate, Signer signer)
            throws GeneralSecurityException {
        try {
            Certificate enclosed = Certificate.getInstance(certificate.getEncoded());
            ASN1Set attributes = attributes(Digest.SHA256.of(content), Date.from(at), enclosed);
            byte[] value = signer.sign(attributes.getEncoded(ASN1Encoding.DER));
            return container(enclosed, attributes, withSmallerS(value));
        } catch (IOException unencodable) {
            throw new GeneralSecurityException("the signature cannot be encoded", unencodable);
        }
    }

    /** Checks a signature file over the content. */
    static Signed verify(byte[] file, byte[] content) {
        if (file.length > LONGEST) {
            throw new Refused(RefusalCode.SIGNATURE_FORM, "signature.p7s is too large to be one signature.");
        }
        try {
            var info = ContentInfo.getInstance(ASN1Primitive.fromByteArray(file));
            var parsed = new Parsed(SignedData.getInstance(info.getContent()));
            if (!Arrays.equals(parsed.contentHash, Digest.SHA256.of(content))) {
                throw new Refused(RefusalCode.SIGNATURE_FALSE, "The signature was made over another list of hashes.");
            }
            requireRebuilt(file, parsed);
            X509Certificate certificate = certificate(parsed);
            requireTrue(parsed, certificate);
            return new Signed(certificate, parsed.at.toInstant());
        } catch (Refused refused) {
            throw refused;
        } catch (IOException | RuntimeException wrong) {
            // The ASN.1 reader answers hostile bytes with whatever unchecked exception its classes meet first.
            throw new Refused(RefusalCode.SIGNATURE_FORM, "signature.p7s is not a signature of one signer.", wrong);
        }
    }

    private static void requireTrue(Parsed parsed, X509Certificate certificate) throws IOException {
        try {
            var signature = Signature.getInstance(ALGORITHM);
            signature.initVerify(certificate.getPublicKey());
            signature.update(parsed.attributes.getEncoded(ASN1Encoding.DER));
            if (!signature.verify(parsed.value)) {
                throw new Refused(RefusalCode.SIGNATURE_FALSE, "The signature is false.");
            }
        } catch (GeneralSecurityException wrong) {
            throw new Refused(RefusalCode.SIGNATURE_FALSE, "The signature is false.", wrong);
        }
    }

    private static final class Parsed {
        final Certificate certificate;
        final ASN1Set attributes;
        final byte[] contentHash;
        final Date at;
        final byte[] value;

        Parsed(SignedData data) throws IOException {
            if (data.getCertificates().size() != 1 || data.getSignerInfos().size() != 1) {
                throw new IOException("not one certificate and one signer");
            }
            SignerInfo signer = SignerInfo.getInstance(data.getSignerInfos().getObjectAt(0));
            certificate = Certificate.getInstance(data.getCertificates().getObjectAt(0));
            attributes = signer.getAuthenticatedAttributes();
            var table = new AttributeTable(attributes);
            contentHash = ASN1OctetString.getInstance(
                            table.get(CMSAttributes.messageDigest).getAttributeValues()[0])
                    .getOctets();
            at = Time.getInstance(table.get(CMSAttributes.signingTime).getAttributeValues()[0])
                    .getDate();
            value = signer.getEncryptedDigest().getOctets();
        }
    }

    private static void requireRebuilt(byte[] file, Parsed parsed) throws IOException {
        ASN1Set attributes = attributes(parsed.contentHash, parsed.at, parsed.certificate);
        if (!Arrays.equals(file, container(parsed.certificate, attributes, withSmallerS(parsed.value)))) {
            throw new Refused(RefusalCode.SIGNATURE_FORM, "signature.p7s is not in the only allowed form.");
        }
    }

    private static X509Certificate certificate(Parsed parsed) throws IOException {
        try {
            byte[] der = parsed.certificate.getEncoded(ASN1Encoding.DER);
            var certificate = (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
            boolean expected =
                    P256_KEY.equals(parsed.certificate.getSubjectPublicKeyInfo().getAlgorithm())
                            && ECDSA.equals(parsed.certificate.getSignatureAlgorithm())
                            && certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
            if (!expected) {
                throw new Refused(
                        RefusalCode.SIGNATURE_CERTIFICATE,
                        "The signer's certificate is not a self-signed one with a P-256 key.");
            }
            certificate.verify(certificate.getPublicKey());
            certificate.checkValidity(parsed.at);
            return certificate;
        } catch (GeneralSecurityException wrong) {
            throw new Refused(
                    RefusalCode.SIGNATURE_CERTIFICATE,
                    "The signer's certificate is damaged or was not valid when the package was signed.",
                    wrong);
        }
    }

    private static ASN1Set attributes(byte[] contentHash, Date at, Certificate certificate) throws IOException {
        byte[] certificateHash = Digest.SHA256.of(certificate.getEncoded(ASN1Encoding.DER));
        var all = new ASN1EncodableVector();
        all.add(new Attribute(CMSAttributes.contentType, new DERSet(CMSObjectIdentifiers.data)));
        all.add(new Attribute(CMSAttributes.messageDigest, new DERSet(new DEROctetString(contentHash))));
        all.add(new Attribute(CMSAttributes.signingTime, new DERSet(new Time(at))));
        all.add(new Attribute(
                PKCSObjectIdentifiers.id_aa_signingCertificateV2,
                new DERSet(new SigningCertificateV2(new ESSCertIDv2(certificateHash)))));
        return new DERSet(all);
    }

    private static byte[] container(Certificate certificate, ASN1Set attributes, byte[] value) throws IOException {
        var signer = new SignerInfo(
                new SignerIdentifier(new IssuerAndSerialNumber(certificate)),
                SHA256,
                attributes,
                ECDSA,
                new DEROctetString(value),
                null);
        var data = new SignedData(
                new DERSet(SHA256),
                new ContentInfo(CMSObjectIdentifiers.data, null),
                new DERSet(certificate),
                null,
                new DERSet(signer));
        return new ContentInfo(CMSObjectIdentifiers.signedData, data).getEncoded(ASN1Encoding.DER);
    }

    private static byte[] withSmallerS(byte[] value) throws IOException {
        BigInteger[] rs = StandardDSAEncoding.INSTANCE.decode(ORDER, value);
        return StandardDSAEncoding.INSTANCE.encode(ORDER, rs[0], rs[1].min(ORDER.subtract(rs[1])));
    }
}
