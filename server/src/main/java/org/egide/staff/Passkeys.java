package org.egide.staff;

import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.converter.AttestedCredentialDataConverter;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.AuthenticationRequest;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.RegistrationRequest;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.attestation.statement.NoneAttestationStatement;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.server.ServerProperty;
import com.webauthn4j.util.exception.WebAuthnException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.egide.platform.Refusal;
import org.egide.platform.Settings;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Passkeys (WebAuthn Level 2): bound to the node's public address, always with user verification, so that the device and what
 * unlocks it are two factors. Refuses with {@code passkey-refused} and never says which check failed.
 */
@Component
final class Passkeys {
    /** ES256, EdDSA and RS256: what devices make today. The script offers the same. */
    private static final List<PublicKeyCredentialParameters> ALGORITHMS = Stream.of(
                    COSEAlgorithmIdentifier.ES256, COSEAlgorithmIdentifier.EdDSA, COSEAlgorithmIdentifier.RS256)
            .map(algorithm -> new PublicKeyCredentialParameters(PublicKeyCredentialType.PUBLIC_KEY, algorithm))
            .toList();

    private final JdbcClient database;
    private final Settings settings;
    private final Clock clock;
    private final ObjectConverter converter = new ObjectConverter();
    private final WebAuthnManager webauthn = WebAuthnManager.createNonStrictWebAuthnManager(converter);
    private final AttestedCredentialDataConverter credentials = new AttestedCredentialDataConverter(converter);

    Passkeys(JdbcClient database, Settings settings, Clock clock) {
        this.database = database;
        this.settings = settings;
        this.clock = clock;
    }

    /** What the browser sends after making a passkey, each base64url. */
    record Made(String clientData, String attestation, Set<String> transports) {}

    /** What the browser sends after using a passkey, each base64url. */
    record Answer(String id, String clientData, String authenticatorData, String signature) {}

    /** The name that passkeys are bound to: the host of the public address. */
    String host() {
        return URI.create(settings.publicUrl()).getHost();
    }

    /** Browsers make passkeys for names only, never for a bare network address, and only over https or on localhost. */
    boolean possible() {
        var named = !host().matches("[0-9.]+|\\[.*]");
        return named && (settings.publicUrl().startsWith("https:") || host().equals("localhost"));
    }

    boolean has(PersonId person) {
        return database.sql("SELECT EXISTS (SELECT 1 FROM staff.passkey WHERE person = :person)")
                .param("person", person.value())
                .query(Boolean.class)
                .single();
    }

    /** The handle under which a device keeps the passkey of a person. */
    static String userHandle(PersonId person) {
        var bytes = ByteBuffer.allocate(16)
                .putLong(person.value().getMostSignificantBits())
                .putLong(person.value().getLeastSignificantBits());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    /** Keeps a passkey just made for the person; in the running transaction. */
    void add(PersonId person, Made made, byte[] challenge) {
        try {
            var request =
                    new RegistrationRequest(bytes(made.attestation()), bytes(made.clientData()), made.transports());
            var data = webauthn.verify(request, new RegistrationParameters(server(challenge), ALGORITHMS, true, true));
            var authenticator =
                    Objects.requireNonNull(data.getAttestationObject()).getAuthenticatorData();
            var credential = Objects.requireNonNull(authenticator.getAttestedCredentialData());
            database.sql("""
                            INSERT INTO staff.passkey
                                (id, person, credential, counter, backup_eligible, backed_up, transports, added)
                            VALUES (:id, :person, :credential, :counter, :eligible, :backed,
                                string_to_array(:transports, ','), :added)
                            """)
                    .param("id", credential.getCredentialId())
                    .param("person", person.value())
                    .param("credential", credentials.convert(credential))
                    .param("counter", authenticator.getSignCount())
                    .param("eligible", authenticator.isFlagBE())
                    .param("backed", authenticator.isFlagBS())
                    .param("transports", String.join(",", made.transports()))
                    .param("added", Times.of(clock.instant()))
                    .update();
        } catch (WebAuthnException refused) {
            throw refused();
        }
    }

    /** Whose passkey answered the challenge; each challenge is answered once. In the running transaction. */
    PersonId check(Answer answer, byte[] challenge) {
        var id = bytes(answer.id());
        var kept = find(id).orElseThrow(Passkeys::refused);
        try {
            var request = new AuthenticationRequest(
                    id, bytes(answer.authenticatorData()), bytes(answer.clientData()), bytes(answer.signature()));
            var data = webauthn.verify(
                    request, new AuthenticationParameters(server(challenge), kept.record(), null, true, true));
            useUp(challenge);
            var authenticator = Objects.requireNonNull(data.getAuthenticatorData());
            database.sql("UPDATE staff.passkey SET counter = :counter, backed_up = :backed, used = :now WHERE id = :id")
                    .param("counter", authenticator.getSignCount())
                    .param("backed", authenticator.isFlagBS())
                    .param("now", Times.of(clock.instant()))
                    .param("id", id)
                    .update();
            return kept.person();
        } catch (WebAuthnException refused) {
            throw refused();
        }
    }

    /** A challenge is a number derived from a visit: only an answered one needs a row. */
    private void useUp(byte[] challenge) {
        var first = database.sql("INSERT INTO staff.answered (hash, ends) VALUES (:hash, :ends) ON CONFLICT DO NOTHING")
                .param("hash", challenge)
                .param("ends", Times.of(clock.instant().plus(Sessions.LONGEST)))
                .update();
        if (first == 0) {
            throw refused();
        }
    }

    private Optional<Kept> find(byte[] id) {
        return database.sql("SELECT * FROM staff.passkey WHERE id = :id FOR UPDATE")
                .param("id", id)
                .query((row, number) -> read(row))
                .optional();
    }

    private Kept read(ResultSet row) throws SQLException {
        var record = new CredentialRecordImpl(
                new NoneAttestationStatement(),
                true,
                row.getBoolean("backup_eligible"),
                row.getBoolean("backed_up"),
                row.getLong("counter"),
                credentials.convert(row.getBytes("credential")),
                null,
                null,
                null,
                null);
        return new Kept(new PersonId(row.getObject("person", UUID.class)), record);
    }

    private ServerProperty server(byte[] challenge) {
        return ServerProperty.builder()
                .origin(new Origin(settings.publicUrl()))
                .rpId(host())
                .challenge(new DefaultChallenge(challenge))
                .build();
    }

    private static byte[] bytes(String sent) {
        try {
            return Base64.getUrlDecoder().decode(sent);
        } catch (IllegalArgumentException e) {
            throw refused();
        }
    }

    private static Refusal refused() {
        return Refusal.withStatus(403, "passkey-refused", "This passkey does not open anything here.");
    }

    private record Kept(PersonId person, CredentialRecordImpl record) {}
}
