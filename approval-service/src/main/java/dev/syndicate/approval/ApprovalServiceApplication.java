package dev.syndicate.approval;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts approval-service with the reviewers' console. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class ApprovalServiceApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(ApprovalServiceApplication.class, arguments);
    }
}
