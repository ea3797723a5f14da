package org.egide.staff;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** An authenticator in memory: one ES256 key, a counter, and the flags it is told to set. Speaks WebAuthn's bytes directly. */
final class SoftPasskey {
    static final int PRESENT = 1;
    static final int VERIFIED = 4;
    private static final int ATTESTED = 64;

    private final KeyPair keys;
    private final byte[] id;
    private int counter;

    SoftPasskey() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            this.keys = generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        this.id = sha256(keys.getPublic().getEncoded());
    }

    Map<String, String> make(String challenge, String origin, String host) {
        var credential = new ByteArrayOutputStream();
        credential.writeBytes(new byte[16]);
        credential.writeBytes(ByteBuffer.allocate(2).putShort((short) id.length).array());
        credential.writeBytes(id);
        credential.writeBytes(coseKey());
        var data = authenticatorData(host, PRESENT | VERIFIED | ATTESTED, credential.toByteArray());
        var attestation = new ByteArrayOutputStream();
        attestation.write(0xa3);
        attestation.writeBytes(text("fmt"));
        attestation.writeBytes(text("none"));
        attestation.writeBytes(text("attStmt"));
        attestation.write(0xa0);
        attestation.writeBytes(text("authData"));
        attestation.writeBytes(ByteBuffer.allocate(3)
                .put((byte) 0x59)
                .putShort((short) data.length)
                .array());
        attestation.writeBytes(data);
        var fields = new HashMap<String, String>();
        fields.put("clientData", base64(clientData("webauthn.create", challenge, origin)));
        fields.put("attestation", base64(attestation.toByteArray()));
        fields.put("transports", "internal");
        return fields;
    }

    Map<String, String> use(String challenge, String origin, String host, int flags) {
        counter++;
        var data = authenticatorData(host, flags, new byte[0]);
        var client = clientData("webauthn.get", challenge, origin);
        var fields = new HashMap<String, String>();
        fields.put("id", base64(id));
        fields.put("clientData", base64(client));
        fields.put("authenticatorData", base64(data));
        fields.put("signature", base64(sign(data, sha256(client))));
        return fields;
    }

    private byte[] authenticatorData(String host, int flags, byte[] more) {
        return ByteBuffer.allocate(37 + more.length)
                .put(sha256(host.getBytes(StandardCharsets.UTF_8)))
                .put((byte) flags)
                .putInt(counter)
                .put(more)
                .array();
    }

    private byte[] coseKey() {
        var point = ((ECPublicKey) keys.getPublic()).getW();
        var key = new ByteArrayOutputStream();
        key.writeBytes(new byte[] {(byte) 0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x58, 32});
        key.writeBytes(coordinate(point.getAffineX()));
        key.writeBytes(new byte[] {0x22, 0x58, 32});
        key.writeBytes(coordinate(point.getAffineY()));
        return key.toByteArray();
    }

    private static byte[] coordinate(BigInteger value) {
        var bytes = value.toByteArray();
        var fixed = new byte[32];
        var length = Math.min(32, bytes.length);
        System.arraycopy(bytes, bytes.length - length, fixed, 32 - length, length);
        return fixed;
    }

    private static byte[] clientData(String type, String challenge, String origin) {
        return """
                {"type":"%s","challenge":"%s","origin":"%s","crossOrigin":false}""".formatted(type, challenge, origin).getBytes(StandardCharsets.UTF_8);
    }

    private byte[] sign(byte[]... parts) {
        try {
            var signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(keys.getPrivate());
            for (var part : parts) {
                signature.update(part);
            }
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] text(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(1 + bytes.length)
                .put((byte) (0x60 + bytes.length))
                .put(bytes)
                .array();
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
