package dev.syndicate.baseline;

import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
class OneCommitController {

    private final JdbcClient database;

    OneCommitController(JdbcClient database) {
        this.database = database;
    }

    /** Answers when the body is on disk. */
    @PostMapping("/v1/commits")
    @ResponseStatus(HttpStatus.CREATED)
    void commit(@RequestBody byte[] body) {
        database.sql("INSERT INTO bench.one_commit (body) VALUES (:body)")
                .param("body", body)
                .update();
    }
}
