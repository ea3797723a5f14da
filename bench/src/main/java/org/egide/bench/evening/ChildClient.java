package org.egide.bench.evening;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** One invented child: begins, writes, looks every two seconds, answers each answer, goes; one in twenty goes without an answer. */
final class ChildClient implements Runnable {
    private static final String[] ABOUT = {"FRIENDS", "SCHOOL", "FEELINGS", "HOME", "THREAT", "PICTURES", "SILENT"};
    private static final int LOOK_MILLIS = 2_000;

    private final Forms forms;
    private final String line;
    private final int turns;
    private final long patience;
    private final Count count;
    private String page = "";

    ChildClient(Forms forms, String line, int turns, long patience, Count count) {
        this.forms = forms;
        this.line = line;
        this.turns = turns;
        this.patience = patience;
        this.count = count;
    }

    @Override
    public void run() {
        try {
            var start = System.nanoTime();
            var begun = forms.post(
                    "/en/chat",
                    Map.of(
                            "line",
                            line,
                            "about",
                            ABOUT[ThreadLocalRandom.current().nextInt(ABOUT.length)],
                            "age",
                            "A13_15",
                            "key",
                            UUID.randomUUID().toString()));
            if (begun.statusCode() != 200 || !begun.body().contains("<ol class=\"code\"")) {
                count.failed.incrementAndGet();
                return;
            }
            count.begins.add(Count.since(start));
            count.begun.incrementAndGet();
            page = begun.body();
            for (var turn = 0; turn < turns; turn++) {
                say("Invented words, turn " + turn);
                if (!answered(turn + 1)) {
                    count.leftWaiting.incrementAndGet();
                    return;
                }
                if (turn == 0) {
                    count.waits.add(Count.since(start));
                }
            }
        } catch (RuntimeException e) {
            count.failed.incrementAndGet();
            throw e;
        }
    }

    private void say(String words) {
        var start = System.nanoTime();
        var said = forms.post(
                "/en/chat",
                Map.of(
                        "pass",
                        Forms.hidden(page, "pass"),
                        "once",
                        UUID.randomUUID().toString(),
                        "step",
                        "say",
                        "words",
                        words));
        if (said.statusCode() == 200 && said.body().contains(words)) {
            count.fromChildren.incrementAndGet();
            count.says.add(Count.since(start));
            page = said.body();
        } else {
            count.failed.incrementAndGet();
        }
    }

    /** Looks until so many answers stand on the page, or patience ends. */
    private boolean answered(int answers) {
        var end = System.nanoTime() + patience * 1_000_000_000L;
        while (System.nanoTime() < end) {
            pause();
            var start = System.nanoTime();
            var live = forms.post(
                    "/en/chat",
                    Map.of(
                            "pass",
                            Forms.hidden(page, "pass"),
                            "version",
                            Forms.hidden(page, "version"),
                            "step",
                            "live"));
            count.looks.add(Count.since(start));
            if (live.statusCode() == 200) {
                page = live.body();
            }
            if (page.split("<li class=\"theirs\">", -1).length - 1 >= answers) {
                return true;
            }
        }
        return false;
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
