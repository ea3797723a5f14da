package org.egide.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.egide.platform.web.DeskTab;
import org.egide.testing.EgideTest;
import org.junit.jupiter.api.Test;

/** The tabs of the desk, which modules add without knowing of each other. */
@EgideTest
final class DeskTabsTest {
    private final List<DeskTab> tabs;

    DeskTabsTest(List<DeskTab> tabs) {
        this.tabs = tabs;
    }

    @Test
    void noTwoTabsHaveTheSameKeyOrAddress() {
        assertThat(tabs).extracting(DeskTab::shortcut).doesNotHaveDuplicates();
        assertThat(tabs).extracting(DeskTab::path).doesNotHaveDuplicates();
    }
}
