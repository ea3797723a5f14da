package org.egide.architecture;

import org.egide.EgideApplication;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

final class ModulesTest {
    @Test
    void modulesReachEachOtherOnlyThroughTheirFrontDoors() {
        ApplicationModules.of(EgideApplication.class).verify();
    }
}
