package org.egide.removal;

import jakarta.activation.DataHandler;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Date;
import org.egide.platform.Setting;
import org.egide.platform.Settings;
import org.egide.platform.mail.MailServer;
import org.springframework.stereotype.Component;

/** Hands letters to the operator's mail server. When {@link #send} returns, that server has taken the letter. */
@Component
final class PostOffice {
    private final MailServer server;
    private final Settings settings;
    private final Clock clock;

    PostOffice(MailServer server, Settings settings, Clock clock) {
        this.server = server;
        this.settings = settings;
        this.clock = clock;
    }

    boolean isOpen() {
        return server.isOpen();
    }

    void send(Letter letter) throws MessagingException {
        Transport.send(message(letter));
    }

    private MimeMessage message(Letter letter) throws MessagingException {
        var message = server.message(letter.messageId());
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
}
