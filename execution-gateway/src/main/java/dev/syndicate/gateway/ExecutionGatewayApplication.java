package dev.syndicate.gateway;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Starts execution-gateway. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
public class ExecutionGatewayApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(ExecutionGatewayApplication.class, arguments);
    }
}
