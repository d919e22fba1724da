import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.opensearch.Version;
import org.opensearch.common.settings.Settings;
import org.opensearch.node.InternalSettingsPreparer;
import org.opensearch.node.Node;
import org.opensearch.plugins.PluginInfo;

/** One node with the modules on the class path: OneNode HOME [SETTING=VALUE ...]. It ends when its input closes. */
public final class OneNode extends Node {
    private static final List<String> MODULES = List.of(
        "org.opensearch.transport.Netty4ModulePlugin",
        "org.opensearch.analysis.common.CommonAnalysisModulePlugin",
        "org.opensearch.painless.PainlessModulePlugin");

    private OneNode(Path home, Settings settings) {
        super(
            InternalSettingsPreparer.prepareEnvironment(settings, Map.of(), home.resolve("config"), () -> "node"),
            MODULES.stream()
                .map(name -> new PluginInfo(name, name, "", Version.CURRENT, "21", name, null, List.of(), false))
                .toList(),
            false);
    }

    public static void main(String[] args) throws Exception {
        Settings.Builder settings = Settings.builder().put("path.home", args[0]);
        Stream.of(args).skip(1).map(one -> one.split("=", 2)).forEach(one -> settings.put(one[0], one[1]));
        OneNode node = new OneNode(Path.of(args[0]), settings.build());
        node.start();
        while (System.in.read() >= 0) {
            // whoever started the node holds the other end, and lets go of it even when it is killed
        }
        node.close();
        System.exit(0);
    }
}
