package org.egide.gateway;

import java.util.Arrays;
import java.util.List;
import org.egide.report.NewReport;

/** How complete a report is, 0 to 100, and which useful fields are missing (row 3 of provider-gateway, section 7). */
record Quality(int completeness, List<UsefulField> missing) {
    Quality {
        missing = List.copyOf(missing);
        if (completeness < 0 || completeness > 100) {
            throw new IllegalArgumentException("completeness is 0 to 100");
        }
    }

    static Quality of(NewReport report) {
        var missing = Arrays.stream(UsefulField.values())
                .filter(field -> !field.isIn(report))
                .toList();
        var lost = missing.stream().mapToInt(UsefulField::worth).sum();
        return new Quality(100 - lost, missing);
    }
}
