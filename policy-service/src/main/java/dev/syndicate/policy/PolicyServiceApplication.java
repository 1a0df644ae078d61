package dev.syndicate.policy;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts policy-service. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class PolicyServiceApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(PolicyServiceApplication.class, arguments);
    }
}
