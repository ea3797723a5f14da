package org.egide.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;

import org.egide.EgideApplication;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

final class ModulesTest {
    // A second front door of the fingerprint library, which cannot say so itself: it knows no framework.
    private static final String FILMS = "org.egide.fingerprint.video";

    @Test
    void modulesReachEachOtherOnlyThroughTheirFrontDoors() {
        ApplicationModules.of(EgideApplication.class, resideInAPackage(FILMS)).verify();
    }
}
