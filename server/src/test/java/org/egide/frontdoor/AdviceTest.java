package org.egide.frontdoor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.egide.platform.AgeBand;
import org.egide.platform.Language;
import org.egide.platform.messages.Messages;
import org.egide.testing.EgideTest;
import org.egide.testing.TestNode;
import org.junit.jupiter.api.Test;

/** What every text of advice obeys, in every language and for every age (R3, R39.3). */
@EgideTest
final class AdviceTest {
    private static final int LONGEST_TITLE = 60;
    private static final int LONGEST_STEP = 150;
    private static final int ANY = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;

    /** Said of somebody, these lay the blame on the one who reads. */
    private static final Map<String, Pattern> BLAME = Map.of(
            "en",
            Pattern.compile(
                    "(?<!not )your (own )?fault|you should(n.t| not)? have|careless|stupid|na[iï]ve|foolish|ashamed"
                            + "|why did you|asked for it|victim|offen[cs]e",
                    ANY),
            "fr",
            Pattern.compile(
                    "(?<!pas )(ta|votre) faute|(tu aurais|vous auriez) d[ûu]|(n.aurais|n.auriez) pas d[ûu]|imprudent|na[iï]f"
                            + "|stupide|honte|pourquoi as-tu|victime|délit",
                    ANY),
            "es",
            Pattern.compile(
                    "(?<!no es )(tu|su) culpa|deber[íi]as? haber|no deb(iste|i[óo])|imprudente|tont[oa]|ingenu|vergüenza"
                            + "|por qué (lo )?hiciste|v[íi]ctima|delito",
                    ANY),
            "ar",
            Pattern.compile(
                    "(?<!ليس )(ذنبك|خطؤك|خطأك)|كان عليك|كان يجب عليك|ساذج|غبي|عار|إهمالك|لماذا فعلت|ضحي|جريمة"));

    /** Advice that only takes the net away. */
    private static final Map<String, Pattern> ONLY_OFFLINE = Map.of(
            "en",
            Pattern.compile(
                    "stay offline|stay off the (inter)?net|stop using (the|your)|delete (all )?your account|switch off your|give up your phone"
                            + "|go offline",
                    ANY),
            "fr",
            Pattern.compile(
                    "reste(z)? hors ligne|n.allez plus sur internet|ne va plus sur internet|supprime(z)? (ton|votre) compte"
                            + "|éteins (ton|le) téléphone|arrête internet",
                    ANY),
            "es",
            Pattern.compile(
                    "quéda(te|se) sin conexión|no uses (más )?internet|deja (de usar )?internet|borra tu cuenta|apaga (tu|el) teléfono",
                    ANY),
            "ar",
            Pattern.compile("عدم استعمال الإنترنت|ترك الإنترنت|الابتعاد عن الإنترنت|حذف حساب|إغلاق الهاتف"));

    /** Each step begins with something one can do. */
    private static final Map<String, Set<String>> DOING = Map.of(
            "en",
            Set.of(
                    "Stop Leave Block Tell Say Ask Note Use Keep Remember Notice Talk Find Breathe Trust Wait Look Close Report"
                            .concat(" Listen Stay Decide Write Show Choose")
                            .split(" ")),
            "fr",
            Set.of("Arrête Laisse Bloque Parle Parles-en Dis Dis-le-nous Dis-le Demande Demande-toi Note Utilise Garde"
                    .concat(" Rappelle-toi Remarque Trouve Respire Écoute Attends Regarde Ferme Signale Écoutez Restez")
                    .concat(" Laissez Décidez Notez Dites Signalez Montre-le Choisis")
                    .split(" ")),
            "es",
            Set.of(
                    "Deja Bloquea Cuéntaselo Di Para Pregúntate Habla Apunta Usa Cuéntanoslo Guarda Recuerda Pide Fíjate Busca"
                            .concat(
                                    " Respira Confía Espera Mira Ciérralo Reporta Escucha Pregunta Mantenga Deje Quédese Decidan")
                            .concat(" Escuche Anote Dígale Reporte Enséñaselo Elige")
                            .split(" ")),
            "ar",
            Set.of(
                    "التوقّف ترك حظر إخبار قول التفكير تسجيل استعمال إخبارنا إبقاء تذكّر طلب الانتباه الحديث البحث كتم التنفّس"
                            .concat(
                                    " الثقة الانتظار النظر إغلاق الإبلاغ الإصغاء السؤال البقاء الابتعاد تقرير كتابة اختيار")
                            .split(" ")));

    /** A next step leads to somebody: a person one trusts, the helpline, us. */
    private static final Map<String, Pattern> NEXT = Map.of(
            "en",
            Pattern.compile("\\b(tell|talk|ask|report|call|say)\\b", ANY),
            "fr",
            Pattern.compile("\\b(dis|parle|demande|signale|appele|dites|parlez|notez)", ANY),
            "es",
            Pattern.compile("cuént|habla|pide|report|llam|pregunt|díga|hable", ANY),
            "ar",
            Pattern.compile("إخبار|الحديث|طلب|الإبلاغ|الاتصال|السؤال"));

    private final TestNode node;
    private final Messages messages;

    AdviceTest(TestNode node, Messages messages) {
        this.node = node;
        this.messages = messages;
    }

    private record Said(String where, String language, String title, List<String> steps) {}

    private List<Said> everything() {
        var all = new ArrayList<Said>();
        for (var language : Language.values()) {
            for (var advice : Advice.values()) {
                for (var band : advice.bands()) {
                    all.add(new Said(
                            language + " " + band + " " + advice,
                            language.code(),
                            messages.text(language, band, advice.titleKey()),
                            advice.stepKeys().stream()
                                    .map(key -> messages.text(language, band, key))
                                    .toList()));
                }
            }
        }
        return all;
    }

    private static List<String> faults(Said said) {
        var faults = new ArrayList<String>();
        var language = said.language();
        if (said.title().length() > LONGEST_TITLE) {
            faults.add("the title is long");
        }
        if (said.steps().stream()
                .noneMatch(step -> of(NEXT, language).matcher(step).find())) {
            faults.add("it names no next step");
        }
        for (var step : said.steps()) {
            if (of(BLAME, language).matcher(step).find()) {
                faults.add("it blames: " + step);
            }
            if (of(ONLY_OFFLINE, language).matcher(step).find()) {
                faults.add("it only says stay offline: " + step);
            }
            if (step.length() > LONGEST_STEP) {
                faults.add("it is long: " + step);
            }
            var first = step.split("[ ,.:،؛]", 2)[0];
            if (!DOING.getOrDefault(language, Set.of()).contains(first)) {
                faults.add("it does not begin with something one can do: " + step);
            }
        }
        return faults;
    }

    private static Pattern of(Map<String, Pattern> patterns, String language) {
        return Objects.requireNonNull(patterns.get(language), "a language without its checks: " + language);
    }

    @Test
    void R3_noAdviceBlamesOrOnlySaysStayOfflineAndEachNamesANextStep() {
        var all = everything();
        assertThat(all).hasSizeGreaterThan(150);
        assertThat(all.stream().flatMap(said -> faults(said).stream().map(fault -> said.where() + ": " + fault)))
                .isEmpty();
    }

    @Test
    void R3_theCheckSeesEachFault() {
        assertThat(faults("en", "Stay offline for a while.")).hasSize(2);
        assertThat(faults("en", "Tell us. You should have known."))
                .singleElement()
                .asString()
                .contains("blames");
        assertThat(faults("en", "Tell us why it is not your fault.")).isEmpty();
        assertThat(faults("fr", "Dis-le, même si c’est ta faute.")).hasSize(1);
        assertThat(faults("fr", "Dis-le : ce n’est pas ta faute.")).isEmpty();
        assertThat(faults("es", "Cuéntanoslo: no debiste hacerlo.")).hasSize(1);
        assertThat(faults("ar", "إخبارنا: كان عليك الحذر.")).hasSize(1);
        assertThat(faults("ar", "الابتعاد عن الإنترنت.")).hasSize(2);
        assertThat(faults("en", "People can tell lies.")).hasSize(1);
        assertThat(faults("en", "Breathe.")).containsExactly("it names no next step");
    }

    private static List<String> faults(String language, String step) {
        return faults(new Said("here", language, "Title", List.of(step)));
    }

    @Test
    void R39_3_everyTextIsReadWithoutAccountOrCookieByEveryAge() {
        for (var language : Language.values()) {
            for (var advice : Advice.values()) {
                for (var band : advice.bands()) {
                    var path = "/" + language.code() + "/advice/" + band.folder() + "/" + advice.id();
                    var page = new Visitor(node).opens(path);
                    assertThat(page.status()).as(path).isEqualTo(200);
                    assertThat(page.page().headers().firstValue("set-cookie")).isEmpty();
                    assertThat(page.html()).contains(messages.text(language, band, advice.titleKey()));
                    assertThat(Visitor.zipped(page.page().body())).isLessThan(14 * 1024);
                }
            }
        }
        var young = new Visitor(node).opens("/en/advice/under-10/threat").html();
        assertThat(young).contains(messages.text(Language.EN, AgeBand.UNDER_10, "advice.THREAT"));
        assertThat(messages.text(Language.EN, AgeBand.UNDER_10, "advice.THREAT"))
                .isNotEqualTo(messages.text(Language.EN, "advice.THREAT"));
        assertThat(new Visitor(node).opens("/en/advice/under-10/parent").status())
                .isEqualTo(404);
        assertThat(new Visitor(node).opens("/en/advice/nothing").status()).isEqualTo(404);
        assertThat(new Visitor(node).opens("/en/advice/adult").status()).isEqualTo(200);
    }
}
