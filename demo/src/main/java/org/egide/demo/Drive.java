package org.egide.demo;

import java.io.IOException;
import java.io.PrintStream;

final class Drive {
    private final Script script;

    private Drive(Script script) {
        this.script = script;
    }

    static Drive prepare(Stage stage, PrintStream out) throws IOException {
        var personas = Cast.assemble(stage);
        Access.of(stage, personas, java.util.List.of()).write(stage.folder());
        var script = new Script(out);
        var front = new FrontDoor(stage);
        script.step("A child tells on the Arabic path, without scripts.", front::childTells);
        script.step("A citizen reports a link in French.", front::citizenReports);
        return new Drive(script);
    }

    Script script() {
        return script;
    }
}
