package org.egide.frontdoor;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which sentences a child meets: on the start page, on the path, with the code and when coming back. They are measured for how hard
 * they are to read (R3) and can be read aloud (R16). A module that adds sentences for children ends their keys in {@code .child}.
 */
final class ChildSentences {
    private static final Set<String> SINGLE = Set.of(
            "frontdoor.leave",
            "frontdoor.emergency",
            "frontdoor.helpline",
            "frontdoor.failed",
            "frontdoor.unknown",
            "frontdoor.silent",
            "frontdoor.back",
            "frontdoor.pause",
            "frontdoor.easy",
            "frontdoor.easy.off",
            "frontdoor.calm",
            "frontdoor.step",
            "frontdoor.code.next");

    private static final Set<String> GROUPS = Stream.concat(
                    Stream.of(
                            "frontdoor.start.",
                            "frontdoor.calm.",
                            "frontdoor.denied.",
                            "frontdoor.pause.",
                            "frontdoor.last.",
                            "frontdoor.first.",
                            "frontdoor.again.",
                            "frontdoor.closed.",
                            "frontdoor.status.",
                            "frontdoor.device.offer",
                            "frontdoor.report.channel."),
                    Arrays.stream(Question.values()).map(question -> "frontdoor." + question))
            .collect(Collectors.toUnmodifiableSet());

    private ChildSentences() {}

    /** Whether a child may read the sentence under this key. */
    static boolean contains(String key) {
        return key.endsWith(".child") || SINGLE.contains(key) || GROUPS.stream().anyMatch(key::startsWith);
    }
}
