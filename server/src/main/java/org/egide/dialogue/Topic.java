package org.egide.dialogue;

import java.util.Arrays;
import java.util.List;
import org.egide.platform.AgeBand;

/**
 * What a reporter chooses about (R7.3). Each has its answers; none is ever chosen beforehand. Questions and answers:
 * {@code dialogue.topic.<name>}, {@code dialogue.topic.<name>.<answer>}.
 */
public enum Topic {
    TELL_HOTLINE("YES", "NO", "ASK_FIRST"),
    TELL_POLICE("YES", "NO", "ASK_FIRST"),
    TELL_HELPLINE("YES", "NO", "ASK_FIRST"),
    TELL_PARENT("YES", "NO", "ASK_FIRST"),
    TELL_SCHOOL("YES", "NO", "ASK_FIRST"),
    /** What to do with the picture. */
    PICTURE("TAKE_DOWN", "LEAVE", "ASK_FIRST"),
    /** Whether there is somebody who must not know; asked before any contact. */
    MUST_NOT_KNOW("NOBODY", "AT_HOME", "ELSEWHERE", "RATHER_NOT"),
    /** Whether a way to be reached was left; the way itself is sealed. */
    REACH("LEFT", "TAKEN_BACK"),
    /** Whether staff see what was read. */
    READING("SHOWN", "HIDDEN"),
    /** Whether to go on: a reporter may withdraw, and come back. */
    WORK("GO_ON", "STOP"),
    /** For what age the sentences are written, chosen by the reader. */
    WORDS(Arrays.stream(AgeBand.values()).map(AgeBand::folder).toArray(String[]::new));

    private final List<String> answers;

    Topic(String... answers) {
        this.answers = List.of(answers);
    }

    public List<String> answers() {
        return answers;
    }

    /** The key of the sentence for an answer; who may be told has the same three whoever it is. */
    public String titleOf(String answer) {
        return name().startsWith("TELL_") ? "dialogue.tell." + answer : "dialogue.topic." + name() + "." + answer;
    }
}
