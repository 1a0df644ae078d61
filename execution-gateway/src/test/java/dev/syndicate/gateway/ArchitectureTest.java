package dev.syndicate.gateway;

import dev.syndicate.testing.architecture.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void keepsTheRulesOfTheHouse() {
        ArchitectureRules.check("dev.syndicate.gateway");
    }
}
