package org.egide.frontdoor;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.egide.platform.Language;
import org.egide.platform.messages.Messages;

/**
 * A page as a shared computer may show it: every link and form stays below {@code /{language}/kiosk}, a number to call is text and no
 * link, nothing leads outside, and in place of the way out stands "next person". What is not known to be safe loses its link: a new
 * page cannot open a hole by being forgotten here.
 */
final class KioskPage {
    private static final Pattern PAGE = Pattern.compile("/([a-z]{2,3})(/.*)?");

    /** Not here: what reads files of the computer, and what is not the child's. */
    private static final Pattern CLOSED = Pattern.compile("/(device|kiosk|report|complaint|ask|doors|paper)(/.*)?");

    private static final Pattern TAG =
            Pattern.compile("<a\\b[^>]*>|</a>|<(?:form|button|input|area|iframe|object|embed|base|meta)\\b[^>]*>");
    private static final Pattern ADDRESS = Pattern.compile("\\s(href|action|formaction|src|data)=\"([^\"]*)\"");
    private static final Pattern CLOSED_SECTION =
            Pattern.compile("(?s)<section\\b[^>]*>(?:(?!</section>).)*?action=\"/[a-z]{2,3}/device\".*?</section>");

    private final Language language;
    private final String turn;
    private final Messages messages;

    KioskPage(Language language, String turn, Messages messages) {
        this.language = language;
        this.turn = turn;
        this.messages = messages;
    }

    /** Whether the page of that path, without the language, is shown here. */
    static boolean open(String path) {
        return !CLOSED.matcher(path).matches();
    }

    String inside(String html) {
        var page = CLOSED_SECTION.matcher(html).replaceAll("");
        var out = new StringBuilder();
        var tag = TAG.matcher(page);
        var linked = true;
        while (tag.find()) {
            var found = tag.group();
            if (found.startsWith("<a")) {
                if (found.contains("class=\"leave\"")) {
                    tag.appendReplacement(out, Matcher.quoteReplacement(next("leave")));
                    skipToEnd(tag);
                    continue;
                }
                linked = kept(found);
                tag.appendReplacement(out, Matcher.quoteReplacement(linked ? addressed(found) : "<span>"));
            } else if (found.equals("</a>")) {
                tag.appendReplacement(out, linked ? "</a>" : "</span>");
                linked = true;
            } else {
                tag.appendReplacement(out, Matcher.quoteReplacement(addressed(found)));
            }
        }
        tag.appendTail(out);
        return ended(out.toString());
    }

    /** What stood in the link before goes with its end. */
    private static void skipToEnd(Matcher tag) {
        if (tag.find()) {
            tag.appendReplacement(new StringBuilder(), "");
        }
    }

    private static boolean kept(String link) {
        var address = ADDRESS.matcher(link);
        return address.find() && (address.group(2).startsWith("#") || pageOf(address.group(2)));
    }

    private static boolean pageOf(String address) {
        var page = PAGE.matcher(address);
        return page.matches()
                && Language.of(page.group(1)).isPresent()
                && (page.group(2) == null || page.group(2).equals("/") || open(page.group(2)));
    }

    private String addressed(String tag) {
        var out = new StringBuilder();
        var address = ADDRESS.matcher(tag);
        while (address.find()) {
            address.appendReplacement(
                    out,
                    Matcher.quoteReplacement(
                            " " + address.group(1) + "=\"" + here(address.group(1), address.group(2)) + "\""));
        }
        address.appendTail(out);
        return out.toString();
    }

    private String here(String attribute, String address) {
        if (address.startsWith("#")) {
            return address;
        }
        var page = PAGE.matcher(address);
        if (!page.matches() || !pageOf(address)) {
            return start();
        }
        var rest = page.group(2) == null || page.group(2).equals("/") ? "" : page.group(2);
        var sent = attribute.equals("action") || attribute.equals("formaction");
        return "/" + page.group(1) + "/kiosk" + rest + (sent ? "?turn=" + turn : "");
    }

    /** Where a code was shown, the way to the next person is large. */
    private String ended(String html) {
        if (!html.contains("<ol class=\"code\"")) {
            return html;
        }
        var end = "<p class=\"note\">" + text("kiosk.paper") + "</p><p>" + next("go") + "</p>\n</main>";
        return html.replace("</main>", end);
    }

    private String next(String css) {
        return "<a class=\"" + css + "\" href=\"" + start() + "/next\">" + text("kiosk.next") + "</a>";
    }

    private String start() {
        return "/" + language.code() + "/kiosk";
    }

    private String text(String key) {
        return messages.text(language, key)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;");
    }
}
