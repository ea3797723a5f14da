package org.egide.helpline;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.egide.helpline.view.GapPage;
import org.egide.platform.web.DeskPage;
import org.egide.platform.web.DeskTab;
import org.egide.platform.web.Pages;
import org.egide.staff.DeskPages;
import org.egide.staff.ForStaff;
import org.egide.staff.Role;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** {@code GET /desk/gaps}, with {@code quarter} ({@code 2026-Q3}): the only thing that can be chosen. */
@Controller
@ForStaff({Role.COORDINATOR, Role.SUPERVISOR})
final class GapPages {
    private static final String PATH = "/desk/gaps";

    private final Pages pages;
    private final DeskPages deskPages;
    private final GapMap map;
    private final Helplines helplines;

    GapPages(Pages pages, DeskPages deskPages, GapMap map, Helplines helplines) {
        this.pages = pages;
        this.deskPages = deskPages;
        this.map = map;
        this.helplines = helplines;
    }

    @Configuration(proxyBeanMethods = false)
    static class GapTab {
        @Bean
        DeskTab gapTab() {
            return new DeskTab(
                    70, PATH, "helpline.gaps.tab", "g", Set.of(Role.COORDINATOR.name(), Role.SUPERVISOR.name()));
        }
    }

    @GetMapping(PATH)
    ResponseEntity<byte[]> gaps(HttpServletRequest request, @RequestParam(defaultValue = "") String quarter) {
        var page = deskPages.page(request, "helpline.gaps.title", PATH);
        var quarters = map.quarters();
        var chosen = quarters.contains(quarter) ? quarter : quarters.isEmpty() ? "" : quarters.getFirst();
        return pages.show("helpline/gaps.jte", Map.of("page", page, "gaps", view(page, chosen, quarters)));
    }

    private GapPage view(DeskPage page, String quarter, List<String> quarters) {
        var table = map.of(quarter);
        var names = names(page);
        var head = GapMap.columns().stream().map(column -> title(page, column)).toList();
        var rows = table.rows().stream()
                .map(row -> new GapPage.Row(
                        names.getOrDefault(row.region(), row.region()), cells(page, row), sum(page, row)))
                .toList();
        return new GapPage(quarter, quarters, maps(page, table, names), head, rows, GapTable.THRESHOLD);
    }

    private static String title(DeskPage page, GapMap.Column column) {
        return page.t("helpline.need." + column.need()) + " · "
                + page.t("helpline.gaps." + column.missing().name().toLowerCase(Locale.ROOT));
    }

    private static List<String> cells(DeskPage page, GapTable.Row row) {
        var few = page.t("helpline.gaps.few", GapTable.THRESHOLD);
        return row.shown().stream()
                .map(count -> count.isPresent() ? String.valueOf(count.getAsLong()) : few)
                .toList();
    }

    private static String sum(DeskPage page, GapTable.Row row) {
        if (row.all()) {
            return String.valueOf(row.sum());
        }
        return row.sum() == 0 ? page.t("helpline.gaps.withheld") : page.t("helpline.gaps.least", row.sum());
    }

    /** One small map for each column in which any region may be shown. */
    private static List<GapPage.Map> maps(DeskPage page, GapTable table, Map<String, String> names) {
        var maps = new ArrayList<GapPage.Map>();
        for (int column : table.telling()) {
            var most = table.below(column).shown().stream()
                    .mapToLong(count -> count.orElse(0))
                    .max()
                    .orElse(0);
            var title = title(page, GapMap.columns().get(column));
            var tiles = table.rows().stream()
                    .map(row -> new TileMap.Tile(
                            shortName(row.region()),
                            names.getOrDefault(row.region(), row.region()),
                            row.shown().get(column)))
                    .toList();
            maps.add(new GapPage.Map(title, sum(page, table.below(column)), TileMap.svg(title, tiles, most)));
        }
        return maps;
    }

    private static String shortName(String region) {
        var parts = region.split("-", 2);
        return parts.length == 1 ? region : parts[1].substring(0, Math.min(5, parts[1].length()));
    }

    private Map<String, String> names(DeskPage page) {
        var names = new HashMap<String, String>();
        for (var open : helplines.all()) {
            var line = open.line();
            var country = Locale.of("", line.country())
                    .getDisplayCountry(page.language().locale());
            names.put(line.country(), country + ", " + page.t("helpline.gaps.country"));
            line.regions()
                    .forEach((id, texts) -> names.put(
                            line.counted(id),
                            country + ", "
                                    + Helpline.said(texts, page.language()).orElse(id)));
        }
        return names;
    }
}
