// Only what is used, in the order of Mantine's own bundle (a later file may override an earlier one). The file with the
// variables is left out: the provider writes all of them, and has to anyway where the theme differs.
import '@mantine/core/styles/baseline.css';
import '@mantine/core/styles/global.css';
import '@mantine/core/styles/UnstyledButton.css';
import '@mantine/core/styles/Loader.css';
import '@mantine/core/styles/ActionIcon.css';
import '@mantine/core/styles/Button.css';
import './global.css';
