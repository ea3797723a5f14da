package org.egide.demo.world;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.user.UserException;
import com.icegreen.greenmail.user.UserManager;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** The mail server of the stand-in world: takes every mail over SMTP on 127.0.0.1 and hands it to whom it is for. */
public final class PostOffice implements AutoCloseable {
    private final GreenMail server;
    private final List<Letter> letters = new CopyOnWriteArrayList<>();
    private final List<Consumer<Letter>> readers = new CopyOnWriteArrayList<>();

    private PostOffice(GreenMail server) {
        this.server = server;
    }

    /** Opens on a free port. */
    public static PostOffice open() {
        var office = new PostOffice(new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP)));
        office.server.start();
        var mailboxes = office.server.getUserManager();
        mailboxes.setMessageDeliveryHandler((message, address) -> {
            office.deliver(message.getMessage(), address.getEmail());
            return mailbox(mailboxes, address.getEmail());
        });
        return office;
    }

    private static GreenMailUser mailbox(UserManager mailboxes, String address) throws UserException {
        var known = mailboxes.getUserByEmail(address);
        return known == null ? mailboxes.createUser(address, address, address) : known;
    }

    private void deliver(jakarta.mail.internet.MimeMessage message, String to) throws MessagingException {
        try {
            var letter = Letter.read(message, to);
            letters.add(letter);
            readers.forEach(reader -> reader.accept(letter));
        } catch (IOException e) {
            throw new MessagingException("the mail cannot be read", e);
        }
    }

    /** Everybody who reads mail sees each letter as it comes. */
    public void onLetter(Consumer<Letter> reader) {
        readers.add(reader);
    }

    /** The address for {@code EGIDE_SMTP_URL}. */
    public URI smtp() {
        return URI.create("smtp://127.0.0.1:" + server.getSmtp().getPort());
    }

    /** All letters so far, oldest first. */
    public List<Letter> letters() {
        return List.copyOf(letters);
    }

    @Override
    public void close() {
        server.stop();
    }
}
