package org.egide.platform.mail;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Authenticator;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Date;
import java.util.Optional;
import java.util.Properties;
import org.egide.platform.Refusal;
import org.egide.platform.Setting;
import org.egide.platform.Settings;
import org.springframework.stereotype.Component;

/** The operator's mail server ({@code EGIDE_SMTP_URL}). When {@link #send} returns, that server has taken the mail. */
@Component
public final class MailServer {
    private static final String PATIENCE = "15000";

    private final Settings settings;
    private final Clock clock;

    public MailServer(Settings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** Whether one is set. */
    public boolean isOpen() {
        return settings.isSet(Setting.SMTP_URL);
    }

    /** Sends a mail in plain text from {@code EGIDE_MAIL_FROM}. Made by a machine, so it asks for no automatic answer. */
    public void send(Letter letter) throws MessagingException {
        var message = message(letter.messageId());
        message.setFrom(new InternetAddress(settings.text(Setting.MAIL_FROM)));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(letter.to()));
        message.setSubject(letter.subject(), StandardCharsets.UTF_8.name());
        message.setSentDate(Date.from(clock.instant()));
        message.setHeader("Auto-Submitted", "auto-generated");
        message.setText(letter.text(), StandardCharsets.UTF_8.name());
        message.saveChanges();
        Transport.send(message);
    }

    /** An empty mail for this server that keeps its id. */
    public MimeMessage message(String messageId) {
        return new OwnId(session(), messageId);
    }

    /** The stable code of what went wrong. */
    public static String code(MessagingException e) {
        Throwable cause = e;
        while (cause instanceof MessagingException mail && mail.getNextException() != null) {
            cause = mail.getNextException();
        }
        return switch (cause) {
            case ConnectException down -> "smtp-down";
            case UnknownHostException unknown -> "smtp-unknown-host";
            case SocketTimeoutException slow -> "smtp-slow";
            case AuthenticationFailedException login -> "smtp-login";
            case SendFailedException refused -> "smtp-refused";
            default -> "smtp-failed";
        };
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
