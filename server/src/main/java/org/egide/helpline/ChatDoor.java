package org.egide.helpline;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.egide.dialogue.Once;
import org.egide.dialogue.Said;
import org.egide.platform.Language;
import org.egide.platform.Refusal;
import org.egide.platform.web.Anyone;
import org.egide.platform.web.Tick;
import org.egide.report.IssuedCode;
import org.egide.report.ReceiptCodes;
import org.egide.report.Return;
import org.egide.report.ReturnPasses;
import org.egide.report.Subject;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The chat of the helpline (R74.1, R27.2, R75.m1): one address, one neutral title, forms only. A script may ask every two seconds whether
 * anything is new ({@code step=live}, answered 204 when nothing is); without it a button does the same. Needs no keyring.
 */
@RestController
@Anyone(why = "a child talks to a helpline without a name, an account or a proof")
final class ChatDoor {
    private static final int LARGEST = 64 * 1024;
    private static final int LONGEST_CODE = 400;

    private final Helplines helplines;
    private final Contacts contacts;
    private final Handovers handovers;
    private final ReceiptCodes codes;
    private final Tick tick;
    private final ReturnPasses passes;
    private final ChatPages pages;

    ChatDoor(
            Helplines helplines,
            Contacts contacts,
            Handovers handovers,
            ReceiptCodes codes,
            Tick tick,
            ReturnPasses passes,
            ChatPages pages) {
        this.helplines = helplines;
        this.contacts = contacts;
        this.handovers = handovers;
        this.codes = codes;
        this.tick = tick;
        this.passes = passes;
        this.pages = pages;
    }

    @GetMapping("/{language:" + Language.CODES + "}/chat")
    ResponseEntity<byte[]> open(@PathVariable String language) {
        var spoken = language(language);
        var lines = helplines.all();
        return lines.size() == 1 ? pages.about(spoken, lines.getFirst().line()) : pages.countries(spoken, lines);
    }

    @GetMapping("/{language:" + Language.CODES + "}/chat/{line}")
    ResponseEntity<byte[]> open(@PathVariable String language, @PathVariable String line) {
        return pages.about(
                language(language),
                helplines.find(line).orElseThrow(Refusal::notFound).line());
    }

    @PostMapping("/{language:" + Language.CODES + "}/chat")
    ResponseEntity<byte[]> step(@PathVariable String language, HttpServletRequest request) {
        var spoken = language(language);
        var fields = read(request);
        var pass = fields.getOrDefault("pass", "");
        if (pass.isEmpty() && !fields.containsKey("code")) {
            return before(spoken, fields);
        }
        var back = pass.isEmpty() ? byCode(fields) : passes.read(pass);
        return back.filter(one -> one.subject().kind() == Subject.Kind.CONTACT)
                .map(one -> room(spoken, one, fields))
                .orElseGet(() ->
                        pages.code(spoken, !pass.isEmpty() || !code(fields).isEmpty()));
    }

    private Optional<Return> byCode(Map<String, String> fields) {
        var typed = code(fields);
        return typed.isEmpty() ? Optional.empty() : tick.after(() -> codes.find(typed));
    }

    private static String code(Map<String, String> fields) {
        var typed = fields.getOrDefault("code", "");
        return typed.substring(0, Math.min(typed.length(), LONGEST_CODE));
    }

    /** One question at a time; in a threat, what to do at once before any question. */
    private ResponseEntity<byte[]> before(Language language, Map<String, String> fields) {
        var at = helplines.find(fields.getOrDefault("line", "")).orElseThrow(Refusal::notFound);
        var about = About.of(fields.getOrDefault("about", ""));
        var age = AgeGroup.of(fields.getOrDefault("age", ""));
        if (about.isEmpty()) {
            return pages.about(language, at.line());
        }
        if (age.isEmpty()) {
            return pages.age(language, at.line(), about.get());
        }
        var key = fields.getOrDefault("key", "");
        var id = ContactId.isOne(key) ? new ContactId(UUID.fromString(key)) : ContactId.random();
        var begun = contacts.begin(id, at, language, about.get(), age.get());
        return begun.code()
                .map(code -> pages.room(language, contacts.find(id), opened(code, id), code, "", ""))
                .orElseGet(() -> pages.again(language));
    }

    /** The code was made a moment ago; who holds it needs no second costly computation. */
    private Return opened(IssuedCode code, ContactId id) {
        return new Return(id.subject(), code.pair().key().orElseThrow());
    }

    private ResponseEntity<byte[]> room(Language language, Return back, Map<String, String> fields) {
        var id = new ContactId(back.subject().id());
        var step = fields.getOrDefault("step", "look");
        var contact = contacts.seen(id);
        if (step.equals("live")) {
            return fields.getOrDefault("version", "").equals(String.valueOf(contact.version()))
                    ? ResponseEntity.noContent().build()
                    : pages.live(language, contact, back);
        }
        var words = fields.getOrDefault("words", "").strip();
        if (step.equals("say") && words.length() > Said.LONGEST) {
            return pages.room(HttpStatus.UNPROCESSABLE_CONTENT, language, contact, back, words);
        }
        act(id, step, words, fields);
        return pages.room(language, contacts.find(id), back, "");
    }

    private void act(ContactId id, String step, String words, Map<String, String> fields) {
        if (step.equals("say") && !words.isEmpty()) {
            contacts.say(id, new Said.Words(words), Once.of(fields.getOrDefault("once", "")));
        } else if (step.equals("danger")) {
            contacts.say(id, new Said.Phrase("danger"), Once.of(fields.getOrDefault("once", "")));
        } else if (step.startsWith("yes:")) {
            handovers.answer(id, step.substring(4), true);
        } else if (step.startsWith("no:")) {
            handovers.answer(id, step.substring(3), false);
        }
    }

    private static Language language(String code) {
        return Language.of(code).orElseThrow(Refusal::notFound);
    }

    /** The fields of a form; the first of a name counts. Text that is not UTF-8 is refused, because nothing here may be half read. */
    private static Map<String, String> read(HttpServletRequest request) {
        try {
            var bytes = request.getInputStream().readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw Refusal.withStatus(413, "too-long", "This was too long to read.");
            }
            var fields = new HashMap<String, String>();
            if (bytes.length == 0) {
                request.getParameterMap().forEach((name, values) -> fields.putIfAbsent(name, values[0]));
            }
            for (var pair : new String(bytes, StandardCharsets.US_ASCII).split("&", -1)) {
                var at = pair.indexOf('=');
                if (at > 0) {
                    fields.putIfAbsent(decoded(pair.substring(0, at)), decoded(pair.substring(at + 1)));
                }
            }
            return fields;
        } catch (IOException e) {
            throw Refusal.because("broken-request", "The request broke off.");
        }
    }

    private static String decoded(String text) {
        try {
            var decoded = URLDecoder.decode(text, StandardCharsets.UTF_8);
            if (decoded.indexOf('\uFFFD') >= 0 || decoded.indexOf('\0') >= 0) {
                throw Refusal.because("broken-text", "The text could not be read.");
            }
            return decoded;
        } catch (IllegalArgumentException e) {
            throw Refusal.because("broken-text", "The text could not be read.");
        }
    }
}
