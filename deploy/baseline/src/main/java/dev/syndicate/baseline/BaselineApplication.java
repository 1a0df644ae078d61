package dev.syndicate.baseline;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * The one-commit request of {@code ./syndicate bench}: the services' web server, pool and driver, with nothing in
 * between. It is started for a measurement only and is no part of a deployment.
 */
@SpringBootApplication
public class BaselineApplication {

    public static void main(String[] args) {
        SpringApplication.run(BaselineApplication.class, args);
    }
}
