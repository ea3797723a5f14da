package org.egide.removal;

import jakarta.activation.DataHandler;
import jakarta.mail.Authenticator;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Date;
import java.util.Optional;
import java.util.Properties;
import org.egide.platform.Refusal;
import org.egide.platform.Setting;
import org.egide.platform.Settings;
import org.springframework.stereotype.Component;

/** Hands letters to the operator's mail server. When {@link #send} returns, that server has taken the letter. */
@Component
final class PostOffice {
    private static final String PATIENCE = "15000";

    private final Settings settings;
    private final Clock clock;

    PostOffice(Settings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    boolean isOpen() {
        return settings.isSet(Setting.SMTP_URL);
    }

    void send(Letter letter) throws MessagingException {
        Transport.send(message(letter));
    }

    private MimeMessage message(Letter letter) throws MessagingException {
        var message = new OwnId(session(), letter.messageId());
        message.setFrom(new InternetAddress(letter.from()));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(letter.to()));
        message.setReplyTo(new InternetAddress[] {new InternetAddress(settings.text(Setting.CONTACT))});
        message.setSubject(letter.subject(), StandardCharsets.UTF_8.name());
        message.setSentDate(Date.from(clock.instant()));
        message.setHeader("Content-Language", letter.language());
        message.setHeader("Auto-Submitted", "auto-generated");
        var parts = new MimeMultipart();
        var text = new MimeBodyPart();
        text.setText(letter.text(), StandardCharsets.UTF_8.name());
        parts.addBodyPart(text);
        if (letter.xarf().isPresent()) {
            parts.addBodyPart(xarf(letter.xarf().get()));
        }
        message.setContent(parts);
        message.saveChanges();
        return message;
    }

    private static MimeBodyPart xarf(byte[] json) throws MessagingException {
        var part = new MimeBodyPart();
        part.setDataHandler(new DataHandler(new ByteArrayDataSource(json, "application/json")));
        part.setFileName("xarf.json");
        part.setDisposition(MimeBodyPart.ATTACHMENT);
        part.setHeader("Content-Transfer-Encoding", "base64");
        return part;
    }

    private Session session() {
        var url = URI.create(settings.text(Setting.SMTP_URL));
        var scheme = String.valueOf(url.getScheme());
        if (url.getHost() == null || !(scheme.equals("smtp") || scheme.equals("smtps"))) {
            throw Refusal.because("bad-setting", "EGIDE_SMTP_URL is written like smtp://user:password@host:port.");
        }
        var properties = new Properties();
        properties.setProperty("mail.transport.protocol", "smtp");
        properties.setProperty("mail.transport.protocol.rfc822", "smtp");
        properties.setProperty("mail.smtp.host", url.getHost());
        properties.setProperty(
                "mail.smtp.port", String.valueOf(url.getPort() < 0 ? standardPort(scheme) : url.getPort()));
        properties.setProperty("mail.smtp.starttls.enable", "true");
        properties.setProperty("mail.smtp.ssl.enable", String.valueOf(scheme.equals("smtps")));
        properties.setProperty("mail.smtp.connectiontimeout", PATIENCE);
        properties.setProperty("mail.smtp.timeout", PATIENCE);
        properties.setProperty("mail.smtp.writetimeout", PATIENCE);
        return credentials(url)
                .map(word -> {
                    properties.setProperty("mail.smtp.auth", "true");
                    return Session.getInstance(properties, new Authenticator() {
                        @Override
                        protected PasswordAuthentication getPasswordAuthentication() {
                            return word;
                        }
                    });
                })
                .orElseGet(() -> Session.getInstance(properties));
    }

    private static int standardPort(String scheme) {
        return scheme.equals("smtps") ? 465 : 25;
    }

    private static Optional<PasswordAuthentication> credentials(URI url) {
        return Optional.ofNullable(url.getUserInfo()).map(info -> {
            var parts = info.split(":", 2);
            return new PasswordAuthentication(parts[0], parts.length == 2 ? parts[1] : "");
        });
    }

    /** Keeps its id, which the library would replace. */
    private static final class OwnId extends MimeMessage {
        private final String id;

        private OwnId(Session session, String id) {
            super(session);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }
}
