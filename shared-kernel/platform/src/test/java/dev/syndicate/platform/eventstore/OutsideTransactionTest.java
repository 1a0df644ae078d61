package dev.syndicate.platform.eventstore;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionSynchronizationManager;

class OutsideTransactionTest {

    @AfterEach
    void end() {
        TransactionSynchronizationManager.setActualTransactionActive(false);
    }

    @Test
    void letsARemoteCallPassWithoutATransaction() {
        assertThatCode(() -> OutsideTransaction.require("POST /v1/evaluations")).doesNotThrowAnyException();
    }

    @Test
    void refusesARemoteCallWithinATransactionAndNamesIt() {
        TransactionSynchronizationManager.setActualTransactionActive(true);

        assertThatThrownBy(() -> OutsideTransaction.require("POST /v1/evaluations"))
                .isInstanceOf(RemoteCallInTransactionException.class)
                .hasMessageContaining("POST /v1/evaluations");
    }
}
