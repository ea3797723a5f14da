package org.egide.frontdoor.view;

/**
 * What every page behind an accepted code carries: the paper, the pass that stands for the code, the key that makes a form count once, and
 * what is said first ({@code note}, empty when nothing is; a {@code problem} is said louder).
 */
public record Held(Sheet sheet, String pass, String key, boolean child, String note, boolean problem) {
    @Override
    public String toString() {
        return "Held[hidden]";
    }
}
