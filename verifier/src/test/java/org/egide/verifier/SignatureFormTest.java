package org.egide.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.security.cert.CertificateEncodingException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.BERSet;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.asn1.sec.SECNamedCurves;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Other bytes that a usual CMS reader would take for the same signature. */
class SignatureFormTest {
    private final PackageFixture fixture = new PackageFixture("Node of the example");
    private final byte[] content = {1, 2, 3};
    private final byte[] signature = fixture.signature(content, PackageFixture.CREATED);

    @Test
    void theSignatureItselfHolds() {
        assertThat(DetachedSignature.verify(signature, content).fingerprint()).isEqualTo(fixture.fingerprint());
    }

    @Test
    void unsignedAttributesAreRefused() throws IOException {
        ASN1Set unsigned =
                new DERSet(new Attribute(CMSAttributes.counterSignature, new DERSet(new DERUTF8String("anything"))));
        byte[] other = rebuilt(signer -> new SignerInfo(
                signer.getSID(),
                signer.getDigestAlgorithm(),
                signer.getAuthenticatedAttributes(),
                signer.getDigestEncryptionAlgorithm(),
                signer.getEncryptedDigest(),
                unsigned));

        assertThat(refusal(other)).containsExactly(RefusalCode.SIGNATURE_FORM);
    }

    @Test
    void theOtherValueOfTheSameEcdsaSignatureIsRefused() throws IOException {
        BigInteger order = SECNamedCurves.getByName("secp256r1").getN();
        byte[] value = signer().getEncryptedDigest().getOctets();
        BigInteger[] rs = StandardDSAEncoding.INSTANCE.decode(order, value);
        byte[] twin = StandardDSAEncoding.INSTANCE.encode(order, rs[0], order.subtract(rs[1]));
        byte[] other = rebuilt(signer -> new SignerInfo(
                signer.getSID(),
                signer.getDigestAlgorithm(),
                signer.getAuthenticatedAttributes(),
                signer.getDigestEncryptionAlgorithm(),
                new DEROctetString(twin),
                null));

        assertThat(refusal(other)).containsExactly(RefusalCode.SIGNATURE_FORM);
    }

    @Test
    void aSecondSignerIsRefused() throws IOException {
        var both = new ASN1EncodableVector();
        both.add(signer());
        both.add(SignerInfo.getInstance(data(new PackageFixture("Another").signature(content, PackageFixture.CREATED))
                .getSignerInfos()
                .getObjectAt(0)));
        byte[] other = contained(data(signature).getCertificates(), new DERSet(both));

        assertThat(refusal(other)).containsExactly(RefusalCode.SIGNATURE_FORM);
    }

    @Test
    void aSecondOrAForeignCertificateIsRefused() throws IOException {
        Certificate own =
                Certificate.getInstance(data(signature).getCertificates().getObjectAt(0));
        Certificate foreign = Certificate.getInstance(
                ASN1Primitive.fromByteArray(encoded(new PackageFixture("Node of the example"))));
        var both = new ASN1EncodableVector();
        both.add(own);
        both.add(foreign);
        ASN1Set signers = data(signature).getSignerInfos();

        assertThat(refusal(contained(new DERSet(both), signers))).containsExactly(RefusalCode.SIGNATURE_FORM);
        assertThat(refusal(contained(new DERSet(foreign), signers))).containsExactly(RefusalCode.SIGNATURE_FORM);
    }

    @Test
    void theSameInAnotherEncodingIsRefused() throws IOException {
        SignedData data = data(signature);
        byte[] indefinite = new ContentInfo(
                        CMSObjectIdentifiers.signedData,
                        new SignedData(
                                data.getDigestAlgorithms(),
                                data.getEncapContentInfo(),
                                new BERSet(data.getCertificates().getObjectAt(0)),
                                null,
                                data.getSignerInfos()))
                .getEncoded();
        byte[] appended = Arrays.copyOf(signature, signature.length + 1);

        assertThat(indefinite).isNotEqualTo(signature);
        assertThat(refusal(indefinite)).containsExactly(RefusalCode.SIGNATURE_FORM);
        assertThat(refusal(appended)).containsExactly(RefusalCode.SIGNATURE_FORM);
    }

    @ParameterizedTest
    @ValueSource(ints = {8 * 1024, 4 << 20})
    void nestedValuesAreRefusedNotCrashedOn(int length) {
        byte[] indefinite = new byte[length];
        for (int i = 0; i < length; i += 2) {
            indefinite[i] = 0x30;
            indefinite[i + 1] = (byte) 0x80;
        }

        assertThat(refusal(indefinite)).containsExactly(RefusalCode.SIGNATURE_FORM);
    }

    @Test
    void aDefinitelyNestedValueIsRefusedNotCrashedOn() {
        byte[] nested = new byte[0];
        while (nested.length < 8 * 1024 - 4) {
            byte[] outer = new byte[nested.length + 4];
            outer[0] = 0x30;
            outer[1] = (byte) 0x82;
            outer[2] = (byte) (nested.length >> 8);
            outer[3] = (byte) nested.length;
            System.arraycopy(nested, 0, outer, 4, nested.length);
            nested = outer;
        }

        assertThat(refusal(nested)).containsExactly(RefusalCode.SIGNATURE_FORM);
    }

    private static byte[] encoded(PackageFixture other) {
        try {
            return other.certificate().getEncoded();
        } catch (CertificateEncodingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private List<RefusalCode> refusal(byte[] other) {
        var gathering = new Verdict.Gathering();
        gathering.look(
                Check.SIGNATURE,
                () -> DetachedSignature.verify(other, content).at().toString());
        return gathering.verdict(Optional.empty()).refusals();
    }

    private byte[] rebuilt(UnaryOperator<SignerInfo> change) throws IOException {
        return contained(data(signature).getCertificates(), new DERSet(change.apply(signer())));
    }

    private byte[] contained(ASN1Set certificates, ASN1Set signers) throws IOException {
        SignedData data = data(signature);
        var other = new SignedData(data.getDigestAlgorithms(), data.getEncapContentInfo(), certificates, null, signers);
        return new ContentInfo(CMSObjectIdentifiers.signedData, other).getEncoded("DER");
    }

    private SignerInfo signer() throws IOException {
        return SignerInfo.getInstance(data(signature).getSignerInfos().getObjectAt(0));
    }

    private static SignedData data(byte[] file) throws IOException {
        return SignedData.getInstance(
                ContentInfo.getInstance(ASN1Primitive.fromByteArray(file)).getContent());
    }
}
