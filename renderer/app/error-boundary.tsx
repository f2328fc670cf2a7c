import { Component, type ReactNode } from 'react';
import { FaultPanel } from './fault-panel.tsx';

interface ErrorBoundaryProps {
  readonly children: ReactNode;
}

interface ErrorBoundaryState {
  readonly fault: unknown;
  readonly hasFault: boolean;
}

/** The last net, around the whole app: a fault in the frame itself still ends in words and a way on. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, ErrorBoundaryState> {
  override state: ErrorBoundaryState = { fault: null, hasFault: false };

  static getDerivedStateFromError(fault: unknown): ErrorBoundaryState {
    return { fault, hasFault: true };
  }

  override render(): ReactNode {
    if (!this.state.hasFault) return this.props.children;
    return <FaultPanel fault={this.state.fault} onRetry={() => this.setState({ fault: null, hasFault: false })} />;
  }
}
