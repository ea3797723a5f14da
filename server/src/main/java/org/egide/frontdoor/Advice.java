package org.egide.frontdoor;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.egide.frontdoor.view.Sheet;
import org.egide.frontdoor.view.Topic;
import org.springframework.stereotype.Component;

/** The texts of advice in their order (R39.3, R56.1): advice is a door of its own, nothing is reported by reading it. */
@Component
final class Advice {
    /** What a text is about, with its drawing and how many steps it names. */
    enum Subject {
        THREAT("bubble-sharp", 4),
        ASKED("phone", 3),
        SHARED("frame-out", 4),
        FRIEND("two", 3),
        PARENT("hands", 4),
        SAW("eye", 3);

        private final String picture;
        private final int steps;

        Subject(String picture, int steps) {
            this.picture = picture;
            this.steps = steps;
        }

        String key() {
            return "frontdoor.advice." + name();
        }

        int steps() {
            return steps;
        }
    }

    List<Topic> topics(Sheet sheet) {
        return List.of(Subject.values()).stream()
                .map(subject -> new Topic(
                        subject.name().toLowerCase(Locale.ROOT),
                        sheet.t(subject.key()),
                        subject.picture,
                        IntStream.rangeClosed(1, subject.steps)
                                .mapToObj(step -> sheet.t(subject.key() + "." + step))
                                .toList()))
                .toList();
    }
}
