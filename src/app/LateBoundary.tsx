import { Component, type ReactNode } from 'react';
import { Modal } from '../ui/Modal.tsx';
import { FailureDetails } from './FailureDetails.tsx';

interface Props {
  children: ReactNode;
  onClose: () => void;
}

/** Keeps a failure in what opens over a page from taking the page with it. */
export class LateBoundary extends Component<Props, { error: unknown }> {
  override state: { error: unknown } = { error: undefined };

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  override render() {
    if (this.state.error === undefined) return this.props.children;
    const close = () => {
      this.props.onClose();
      this.setState({ error: undefined });
    };
    return (
      <Modal label="Something went wrong" onClose={close}>
        <FailureDetails error={this.state.error} onClose={close} />
      </Modal>
    );
  }
}
