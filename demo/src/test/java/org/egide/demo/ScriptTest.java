package org.egide.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ScriptTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final Script script = new Script(new PrintStream(printed, true, StandardCharsets.UTF_8));
    private final List<String> played = new ArrayList<>();

    @Test
    void aRunInWhichEveryStepHoldsHasStatusZeroAndPrintsEachProof() {
        var status = script.step("One thing happens.", () -> Proof.of("seen from outside: 1"))
                .step("Another thing happens.", () -> Proof.of("seen from outside: 2"))
                .play();

        assertThat(status).isZero();
        assertThat(text())
                .contains(
                        " 1. One thing happens.",
                        "seen from outside: 1",
                        " 2. Another thing happens.",
                        "All 2 steps held");
    }

    @Test
    void aStepThatDoesNotHoldGivesStatusOneAndItsReason() {
        var status = script.step("A copy is gone.", () -> {
                    NotHeld.unless(false, "the host still answers 200");
                    return Proof.of("never");
                })
                .play();

        assertThat(status).isEqualTo(1);
        assertThat(text())
                .contains("FAILED: A copy is gone.", "the host still answers 200")
                .doesNotContain("held, in");
    }

    @Test
    void nothingAfterABrokenStepIsTried() {
        var status = script.step("This breaks.", () -> {
                    throw new IllegalStateException("broken on purpose");
                })
                .step("This stands on it.", () -> {
                    played.add("second");
                    return Proof.of("never");
                })
                .play();

        assertThat(status).isEqualTo(1);
        assertThat(played).isEmpty();
        assertThat(text()).contains("IllegalStateException: broken on purpose", "the 1 after it were not tried");
    }

    private String text() {
        return printed.toString(StandardCharsets.UTF_8);
    }
}
