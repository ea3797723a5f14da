package org.egide.frontdoor;

import java.util.Arrays;
import org.egide.dialogue.Choices;
import org.egide.dialogue.Contacts;
import org.egide.dialogue.Conversations;
import org.egide.dialogue.Objection;
import org.egide.dialogue.Objections;
import org.egide.dialogue.Once;
import org.egide.dialogue.Said;
import org.egide.dialogue.Topic;
import org.egide.platform.Refusal;
import org.egide.report.Return;
import org.egide.report.Subject;
import org.springframework.stereotype.Component;

/** Does what somebody behind an accepted code pressed: says, chooses, leaves a contact, objects, stops. */
@Component
final class StatusActs {
    private final Conversations conversations;
    private final Choices choices;
    private final Contacts contacts;
    private final Objections objections;

    StatusActs(Conversations conversations, Choices choices, Contacts contacts, Objections objections) {
        this.conversations = conversations;
        this.choices = choices;
        this.contacts = contacts;
        this.objections = objections;
    }

    /** What to show next: a page, the key of what is said first (empty when nothing is), and whether nothing was done. */
    record Done(String page, String note, boolean problem) {
        static Done show(String page) {
            return new Done(page, "", false);
        }
    }

    /** Does it; what is refused is said on the page that it came from, and nothing typed is lost. */
    Done act(Return back, Posted.Fields fields) {
        var here = fields.one("here");
        try {
            return done(back.subject(), fields, here, Once.of(fields.one("key")));
        } catch (Refusal refusal) {
            return new Done(here, "dialogue.refused." + refusal.code(), true);
        }
    }

    private Done done(Subject subject, Posted.Fields fields, String here, Once once) {
        if (has(fields, "page")) {
            return Done.show(fields.one("page"));
        }
        if (has(fields, "phrase")) {
            return say(subject, new Said.Phrase(fields.one("phrase")), once);
        }
        if (has(fields, "drawing")) {
            return say(subject, new Said.Drawing(fields.one("drawing")), once);
        }
        if (has(fields, "say")) {
            return say(subject, new Said.Words(fields.one("words")), once);
        }
        return has(fields, "choose")
                ? choose(subject, fields.one("choose"), here)
                : further(subject, fields, here, once);
    }

    private Done further(Subject subject, Posted.Fields fields, String here, Once once) {
        if (has(fields, "reach")) {
            return reach(subject, fields);
        }
        if (has(fields, "disagree")) {
            return object(subject, Objection.Kind.DISAGREEMENT, fields.one("disagree"), fields, once);
        }
        if (has(fields, "complain")) {
            return object(subject, Objection.Kind.COMPLAINT, fields.one("complain"), fields, once);
        }
        return Done.show(here);
    }

    private Done say(Subject subject, Said said, Once once) {
        conversations.fromReporter(subject, said, once);
        return new Done("", said.danger() ? "dialogue.danger" : "dialogue.sent", false);
    }

    private Done choose(Subject subject, String choice, String here) {
        if ("NOBODY".equals(choice)) {
            choices.tellNobody(subject);
            return new Done(here, "dialogue.chosen", false);
        }
        var parts = choice.split("=", 2);
        var topic = Arrays.stream(Topic.values())
                .filter(one -> one != Topic.REACH && one.name().equals(parts[0]))
                .findFirst()
                .filter(one -> parts.length == 2)
                .orElseThrow(() -> Refusal.because("unknown-choice", "That choice is not on the list."));
        choices.choose(subject, topic, parts[1]);
        return new Done(here, topic == Topic.WORK ? "" : "dialogue.chosen", false);
    }

    private Done reach(Subject subject, Posted.Fields fields) {
        if ("take-back".equals(fields.one("reach"))) {
            contacts.takeBack(subject);
            return new Done("reach", "dialogue.reach.taken-back", false);
        }
        contacts.leave(subject, new Contacts.Way(fields.one("how"), fields.one("when")));
        return new Done("reach", "dialogue.reach.kept", false);
    }

    private Done object(Subject subject, Objection.Kind kind, String ground, Posted.Fields fields, Once once) {
        objections.object(subject, kind, ground, fields.one("words"), once);
        return new Done("", "dialogue.objected." + kind, false);
    }

    private static boolean has(Posted.Fields fields, String name) {
        return fields.values().containsKey(name);
    }
}
