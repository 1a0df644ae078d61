package dev.syndicate.migrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class MigratorApplicationTest {

    @Test
    void endsWithTwoWhenASettingIsMissing() {
        assertThat(MigratorApplication.run(List.of(), Map.of())).isEqualTo(2);
        assertThat(MigratorApplication.run(List.of("prune"), Map.of())).isEqualTo(2);
    }

    @Test
    void endsWithTwoWhenItIsCalledWrongly() {
        assertThat(MigratorApplication.run(List.of("rewind"), Map.of())).isEqualTo(2);
        assertThat(MigratorApplication.run(List.of("retire-content-master"), Map.of()))
                .isEqualTo(2);
    }

    @Test
    void namesRolesAndTheirVariables() {
        assertThat(ServiceRole.POLICY_SERVICE.roleName()).isEqualTo("policy_service");
        assertThat(ServiceRole.POLICY_SERVICE.passwordVariable()).isEqualTo("SYNDICATE_POLICY_SERVICE_PASSWORD");
    }

    @Test
    void refusesAPasswordForAnUnknownRole() {
        assertThatThrownBy(() -> SchemaMigrator.migrate(new PGSimpleDataSource(), Map.of("postgres", "x")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no such role: postgres");
    }
}
