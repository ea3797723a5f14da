package org.egide.frontdoor;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.egide.report.Act;
import org.egide.report.Fact;
import org.egide.report.FactKind;
import org.egide.report.Form;
import org.egide.report.Reporter;

/**
 * What a child's answers say in the words of the record. A child never has to know these words (R23.2); an answer kept back is
 * recorded as unknown, which is a value and never a no.
 */
record ChildTelling(Answers answers) {
    Reporter reporter() {
        if (answers.is(Question.AGE, "ADULT")) {
            return Reporter.CITIZEN;
        }
        return answers.aboutAnother() ? Reporter.FRIEND : Reporter.CHILD;
    }

    /** The age of the one it is about: of the other, or of the one who tells. */
    private String age() {
        return answers.known(answers.aboutAnother() ? Question.CHILD : Question.AGE);
    }

    /** Whether somebody speaks of pictures of themselves, so that a fingerprint may help. */
    boolean ownPicture() {
        return !answers.aboutAnother()
                && Set.of("THREAT", "PICTURES", "SHARED", "FAKE").contains(answers.known(Question.WHAT));
    }

    Set<Form> forms() {
        return switch (answers.known(Question.WHAT)) {
            case "THREAT" -> Set.of(Form.SEXUAL_EXTORTION);
            case "PICTURES" -> Set.of(Form.GROOMING, Form.IMAGE_THE_CHILD_MADE);
            case "SHARED" -> Set.of(Form.NON_CONSENSUAL_SHARING);
            case "FAKE" -> Set.of(Form.AI_GENERATED_MATERIAL);
            case "MEET" -> Set.of(Form.GROOMING);
            case "LIVE" -> Set.of(Form.LIVE_ABUSE);
            case "SAW" -> Set.of(Form.ABUSE_MATERIAL, Form.UNWANTED_CONTENT_TO_CHILD);
            default -> Set.of(Form.WORRY);
        };
    }

    Set<Act> acts() {
        return switch (answers.known(Question.WHAT)) {
            case "THREAT" -> Set.of(Act.BLACKMAILING);
            case "PICTURES", "MEET" -> Set.of(Act.SOLICITING);
            case "SHARED" -> Set.of(Act.DISSEMINATING);
            case "FAKE" -> Set.of(Act.PRODUCING);
            case "LIVE" -> Set.of(Act.LIVE_STREAMING);
            case "SAW" -> Set.of(Act.MAKING_AVAILABLE);
            default -> Set.of();
        };
    }

    List<Fact> facts() {
        var facts = new ArrayList<Fact>();
        facts.add(Fact.said(FactKind.CHILD_AGE, age()));
        facts.add(Fact.said(FactKind.WISH, answers.known(Question.WISH)));
        facts.addAll(safety());
        facts.addAll(happening());
        return facts;
    }

    private List<Fact> safety() {
        return switch (answers.known(Question.SAFE)) {
            case "DANGER" ->
                List.of(
                        Fact.said(FactKind.IMMEDIATE_DANGER, "YES"),
                        Fact.said(FactKind.OFFENDER_ACCESS, FactKind.UNKNOWN));
            case "HURT" ->
                List.of(
                        Fact.said(FactKind.SELF_HARM, "YES"),
                        Fact.said(FactKind.IMMEDIATE_DANGER, FactKind.UNKNOWN),
                        Fact.said(FactKind.OFFENDER_ACCESS, FactKind.UNKNOWN));
            case "TODAY" ->
                List.of(
                        Fact.said(FactKind.IMMEDIATE_DANGER, FactKind.UNKNOWN),
                        Fact.said(FactKind.OFFENDER_ACCESS, "MEETS_TODAY"));
            case "REACH" ->
                List.of(Fact.said(FactKind.IMMEDIATE_DANGER, "NO"), Fact.said(FactKind.OFFENDER_ACCESS, "HAS_ACCESS"));
            case "ONLINE" ->
                List.of(Fact.said(FactKind.IMMEDIATE_DANGER, "NO"), Fact.said(FactKind.OFFENDER_ACCESS, "NO"));
            default ->
                List.of(
                        Fact.said(FactKind.IMMEDIATE_DANGER, FactKind.UNKNOWN),
                        Fact.said(FactKind.OFFENDER_ACCESS, FactKind.UNKNOWN));
        };
    }

    private List<Fact> happening() {
        return switch (answers.known(Question.WHAT)) {
            case "THREAT" -> List.of(Fact.said(FactKind.THREAT, "YES"), Fact.said(FactKind.DEMAND, FactKind.UNKNOWN));
            case "PICTURES" ->
                List.of(
                        Fact.said(FactKind.DEMAND, "PICTURES"),
                        Fact.said(FactKind.THREAT, FactKind.UNKNOWN),
                        Fact.said(FactKind.IMAGE_ORIGIN, FactKind.UNKNOWN),
                        Fact.said(FactKind.IMAGE_SHARED, FactKind.UNKNOWN));
            case "SHARED" ->
                List.of(Fact.said(FactKind.IMAGE_SHARED, "YES"), Fact.said(FactKind.IMAGE_ORIGIN, FactKind.UNKNOWN));
            case "FAKE" ->
                List.of(Fact.said(FactKind.GENERATED, "YES"), Fact.said(FactKind.IMAGE_SHARED, FactKind.UNKNOWN));
            case "MEET" -> List.of(Fact.said(FactKind.MEETING, FactKind.UNKNOWN));
            case "LIVE" -> List.of(Fact.said(FactKind.LIVE_NOW, "YES"));
            default -> List.of();
        };
    }

    /** What must be said before anything else: {@code DANGER}, {@code HURT}, {@code TALK} or nothing. */
    String first() {
        if (answers.is(Question.SAFE, "DANGER") || answers.is(Question.SAFE, "TODAY")) {
            return "DANGER";
        }
        if (answers.is(Question.SAFE, "HURT")) {
            return "HURT";
        }
        return answers.is(Question.WISH, "TALK") ? "TALK" : "";
    }
}
