package org.egide.bench.evening;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** One invented counsellor: signs on, takes the next, answers every new message, closes after so many answers or a long silence. */
final class DeskClient implements Runnable {
    private static final String PATH = "/desk/helpline";
    private static final int ROUND_MILLIS = 3_000;
    private static final int SILENT_ROUNDS = 40;

    private final Forms forms;
    private final int capacity;
    private final int turns;
    private final AtomicBoolean end;
    private final Count count;
    private final Map<String, int[]> talks = new LinkedHashMap<>();
    private String csrf = "";

    DeskClient(Forms forms, int capacity, int turns, AtomicBoolean end, Count count) {
        this.forms = forms;
        this.capacity = capacity;
        this.turns = turns;
        this.end = end;
        this.count = count;
    }

    @Override
    public void run() {
        csrf = Forms.hidden(forms.get(PATH).body(), "csrf");
        require(forms.post(PATH + "/on", Map.of("csrf", csrf, "language", "en", "capacity", String.valueOf(capacity)))
                .statusCode());
        while (!end.get() || !talks.isEmpty()) {
            take();
            for (var talk : talks.keySet().toArray(String[]::new)) {
                talk(talk);
            }
            pause();
        }
    }

    private void take() {
        while (talks.size() < capacity) {
            var next = forms.post(PATH + "/next", Map.of("csrf", csrf));
            require(next.statusCode());
            var at = next.headers().firstValue("Location").orElse(PATH);
            if (at.equals(PATH)) {
                return;
            }
            talks.put(at, new int[2]);
        }
    }

    /** The first number is how often was answered, the second how many rounds nothing new came. */
    private void talk(String talk) {
        var state = talks.get(talk);
        if (state == null) {
            return;
        }
        var page = forms.get(talk).body();
        var told = page.split("<article class=\"part\">", -1).length - 1;
        if (told > state[0] && state[0] < turns) {
            var said = forms.post(
                    talk + "/say",
                    Map.of("csrf", csrf, "once", UUID.randomUUID().toString(), "words", "An answer, turn " + state[0]));
            require(said.statusCode());
            count.fromDesk.incrementAndGet();
            state[0]++;
            state[1] = 0;
        } else {
            state[1]++;
        }
        if (state[0] >= turns || state[1] > SILENT_ROUNDS || (end.get() && state[1] > 3)) {
            close(talk, state[0] >= turns);
        }
    }

    private void close(String talk, boolean whole) {
        require(forms.post(
                        talk + "/close",
                        Map.of("csrf", csrf, "outcome", whole ? "HEARD" : "BROKEN_OFF", "gap", whole ? "" : "TOO_LATE"))
                .statusCode());
        talks.remove(talk);
        count.closed.incrementAndGet();
    }

    private void require(int status) {
        if (status != 303) {
            count.failed.incrementAndGet();
            throw new IllegalStateException("the desk answered " + status);
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(ROUND_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
